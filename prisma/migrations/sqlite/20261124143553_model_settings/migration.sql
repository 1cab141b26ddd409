-- CreateTable
CREATE TABLE "ModelSettings" (
    "workspaceId" TEXT NOT NULL PRIMARY KEY,
    "baseUrl" TEXT,
    "model" TEXT,
    "envelope" BLOB,
    "keyChangedAt" DATETIME,
    "permitted" TEXT,
    "updatedAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "ModelSettings_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
