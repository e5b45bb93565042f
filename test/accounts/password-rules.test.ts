import { describe, expect, test } from 'vitest';
import { judgePassword } from '../../functions/accounts/password-rules.ts';

const ada = { email: 'ada.lovelace@example.com', username: 'Countess' };
const judge = (password: string) => judgePassword(password, ada)?.code;

describe('a password is taken', () => {
  test.each([
    ['of words that don’t belong together', 'harbour quartz thimble'],
    ['of small letters alone', 'velvetgantry'],
    ['of figures alone', '583920471836'],
    ['of spaces and signs', '~ ~ = / | ! ^ ~'],
    ['in another script', 'тихая комната свет'],
    ['without letters of any script', '🪡🧵🐚🗝🕯🪞🧤🎻🪶🧭⏳🫖'],
    ['at 12 characters', 'tqvxm8rw4jzb'],
    ['at 256 characters', `${'gantry thimble 7 '.repeat(15)}z`],
    ['with a common word in it', 'monkey see gantry do'],
    ['with a name in it', 'lovelace wrote the first program'],
    ['with the house’s name in it', 'the lien between quartz and tide'],
    ['whose beat is long and nobody’s', 'qmzrtkqmzrtk'],
  ])('%s', (_, password) => expect(judge(password)).toBeUndefined());
});

describe('a password is refused', () => {
  test.each([
    ['too-short', ['', ' ', 'tqvxm8rw4jz', '🪡🧵🐚🗝🕯🪞🧤🎻🪶🧭⏳', 'é'.normalize('NFD').repeat(11)]],
    ['too-long', ['tqvxm8rw4jzb'.repeat(22), 'a'.repeat(1024 * 1024)]],
    [
      'repeated',
      [
        'aaaaaaaaaaaa',
        ' '.repeat(12),
        '🪡'.repeat(12),
        '123123123123',
        'abababababab',
        'xK4xk4xK4xk4x',
        'passwordpassword',
        'PasswordPassword1!',
        'monkeymonkeymonk',
        'aaaaaaaaaaaa2026',
      ],
    ],
    [
      'sequence',
      [
        '123456789012',
        '098765432109',
        'abcdefghijkl',
        'ZYXWVUTSRQPO',
        'qwertyuiopas',
        'azertyuiopqs',
        'qwertzuiopas',
        'poiuytrewqmn',
        'aabbccddeeff',
        '!abcdefghijkl1',
      ],
    ],
    [
      'own-name',
      [
        'ada.lovelace@example.com',
        'Ada.Lovelace@Example.com',
        'adalovelace1815',
        'lovelace-ada',
        '1815!lovelace',
        'countess2026',
        'COUNTESS countess',
        'lien-group-2026',
        'LienGroupLien',
        'liengroup123456',
      ],
    ],
    [
      'common',
      [
        'qwerty123456',
        'QWERTY123456',
        '1qaz2wsx3edc',
        'motherfucker',
        'Password123!',
        'password1234',
        '!!welcome12345',
        'iloveyoumonkey',
        'Sunshine2026!',
        'P@ssw0rd1234',
        'bonjour12345',
      ],
    ],
  ] as const)('as %s', (code, passwords) => {
    expect(passwords.map((password) => [password.slice(0, 40), judge(password)])).toEqual(
      passwords.map((password) => [password.slice(0, 40), code]),
    );
  });

  test('with a sentence that says what is wrong and quotes nothing of it', () => {
    const passwords = ['short', 'x'.repeat(300), 'aaaaaaaaaaaa', 'abcdefghijkl', 'adalovelace1815', 'qwerty123456'];
    for (const password of passwords) {
      const { sentence } = judgePassword(password, ada) ?? { sentence: '' };
      expect(sentence).toMatch(/^[A-Z].{20,}\.$/);
      expect(sentence).not.toContain(password);
      expect(sentence).not.toContain('!');
    }
    expect(judgePassword('short', ada)?.sentence).toContain('12 characters or more');
  });
});

test('another person’s names are no fault', () => {
  expect(judgePassword('adalovelace1815', { email: 'grace@other.example', username: 'Admiral' })).toBeUndefined();
});

test('empty and very short names forbid nothing', () => {
  expect(judgePassword('velvetgantry', { email: '', username: '' })).toBeUndefined();
  expect(judgePassword('velvetgantry', { email: 'v@et.gg', username: 'an' })).toBeUndefined();
});
