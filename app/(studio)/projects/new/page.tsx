import type { Metadata } from 'next'
import { NewConnectorScreen } from '@/components/projects/new-connector-screen'

export const metadata: Metadata = { title: 'New connector' }

export default function Page() {
  return <NewConnectorScreen />
}
