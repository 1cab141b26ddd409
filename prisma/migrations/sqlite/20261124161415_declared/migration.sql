-- AlterTable
ALTER TABLE "Project" ADD COLUMN "declared" TEXT;
