-- CreateTable
CREATE TABLE "ModelSettings" (
    "workspaceId" TEXT NOT NULL,
    "baseUrl" TEXT,
    "model" TEXT,
    "envelope" BYTEA,
    "keyChangedAt" TIMESTAMP(3),
    "permitted" TEXT,
    "updatedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ModelSettings_pkey" PRIMARY KEY ("workspaceId")
);

-- AddForeignKey
ALTER TABLE "ModelSettings" ADD CONSTRAINT "ModelSettings_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;
