import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync, randomBytes, type KeyObject } from "node:crypto";

/** Keeps personal data unreadable in the data folder (H44): per-contact keys wrapped by one master key, and blind indexes to find people by. */
export interface Vault {
  readonly newKey: () => Uint8Array;
  readonly seal: (key: Uint8Array, plain: string) => Uint8Array;
  readonly open: (key: Uint8Array, sealed: Uint8Array) => string;
  /** A data key, wrapped by the master key. */
  readonly wrap: (key: Uint8Array) => Uint8Array;
  readonly unwrap: (wrapped: Uint8Array) => Uint8Array;
  /** The same for the same value, useless without the master key. */
  readonly blind: (kind: string, value: string) => string;
}

const NONCE = 12;
const TAG = 16;

export function createVault(masterKey: Uint8Array): Vault {
  const derive = (use: string) => new Uint8Array(hkdfSync("sha256", masterKey, new Uint8Array(0), `greenline/${use}`, 32));
  const wrapKey = createSecretKey(derive("wrap"));
  const blindKey = createSecretKey(derive("blind"));

  return {
    newKey: () => randomBytes(32),
    seal: (key, plain) => sealBytes(key, Buffer.from(plain, "utf8")),
    open: (key, sealed) => Buffer.from(openBytes(key, sealed)).toString("utf8"),
    wrap: (key) => sealBytes(wrapKey, key),
    unwrap: (wrapped) => openBytes(wrapKey, wrapped),
    blind: (kind, value) => createHmac("sha256", blindKey).update(kind).update("\0").update(value).digest("base64url"),
  };
}

/** AES-256-GCM; nonce, tag and text in one piece. */
export function sealBytes(key: Uint8Array | KeyObject, plain: Uint8Array): Uint8Array {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  const body = cipher.update(plain);
  const rest = cipher.final();
  return Buffer.concat([nonce, cipher.getAuthTag(), body, rest]);
}

export function openBytes(key: Uint8Array | KeyObject, sealed: Uint8Array): Uint8Array {
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, NONCE));
  decipher.setAuthTag(sealed.subarray(NONCE, NONCE + TAG));
  return Buffer.concat([decipher.update(sealed.subarray(NONCE + TAG)), decipher.final()]);
}
