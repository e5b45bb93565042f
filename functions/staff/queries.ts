import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';
import type { StaffRole } from '../../src/api/answers.ts';

/** The role of somebody who works for the house now; null for everybody else. */
export async function selectStaffRole(database: D1Database, email: string): Promise<StaffRole | null> {
  const row = await database
    .prepare('SELECT role FROM staff WHERE email = ?1 AND removed_at IS NULL')
    .bind(email)
    .first<{ role: StaffRole }>();
  return row?.role ?? null;
}

export interface AccessRow {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly staffEmail: string;
  readonly role: StaffRole;
  readonly act: string;
  readonly what: string;
  readonly why: string;
  readonly subjectHash: string | null;
  readonly requestNumber: string | null;
}

export function insertAccessStatement(database: D1Database, row: AccessRow): D1PreparedStatement {
  return database
    .prepare(
      `INSERT INTO access_log (id, at, staff_email, role, act, what, why, subject_hash, request_number)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)`,
    )
    .bind(row.id, row.at, row.staffEmail, row.role, row.act, row.what, row.why, row.subjectHash, row.requestNumber);
}
