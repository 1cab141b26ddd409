import type { Metadata } from 'next'
import { BuilderShell } from '@/components/builder/builder-shell'

export const metadata: Metadata = { title: 'Builder' }

interface PageProps {
  params: Promise<{ projectId: string }>
}

export default async function Page({ params }: PageProps) {
  const { projectId } = await params
  return <BuilderShell projectId={projectId} />
}
