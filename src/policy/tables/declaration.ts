import type { PurposeId } from '../purposes.ts';
import type { FieldCategory } from '../recipients.ts';
import type { RetentionId } from '../retention.ts';

export interface TableDeclaration {
  readonly holds: string;
  readonly purposes: readonly PurposeId[];
  readonly retention: RetentionId | 'with-parent' | 'until-settled';
  /**
   * How a person's rows are found: by a column that holds their address or its keyed hash (functions/subject-hash.ts),
   * or through the table that has one. `column` then holds the key of that table, which its retention rule names.
   */
  readonly subject:
    | { readonly emailColumn: string }
    | { readonly hashColumn: string }
    | { readonly through: string; readonly column: string };
  /** Its primary key, where others lead to it and no retention rule names that. */
  readonly keyColumn?: string;
  /** Part of the answer to an access request. */
  readonly export: 'all-columns';
  /** Columns that the answer leaves out, and why: secrets, and other people's data. */
  readonly notExported?: Readonly<Record<string, string>>;
  /** `keep-without-identity`: the rows name the person by a keyed hash alone, and stay as proof. */
  readonly erase: 'delete' | 'keep-what-tax-law-needs' | 'keep-without-identity';
  /** Columns of text that an erasure empties in the rows that stay. */
  readonly emptied?: readonly string[];
  readonly columns: Readonly<Record<string, FieldCategory>>;
}

/** A table in which nobody can be recognised. */
export interface FreeTable {
  readonly freeOfPersonalData: string;
  readonly columns: readonly string[];
}
