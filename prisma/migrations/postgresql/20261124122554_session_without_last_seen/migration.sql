-- AlterTable
ALTER TABLE "Session" DROP COLUMN "lastSeenAt";
