import { BuilderSkeleton } from '@/components/builder/shell/builder-skeleton'

export default function Loading() {
  return <BuilderSkeleton />
}
