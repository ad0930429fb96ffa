package org.seamreplay.dice.issue;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;
import org.bouncycastle.util.Arrays;
import org.seamreplay.dice.cert.P384;

/**
 * The secrets of the DICE layers, each from the one below and what was measured.
 *
 * <p>The shape follows Open Profile for DICE (code, config, authority, mode and hidden inputs
 * hashed as the salt of an HKDF), with SHA-384 throughout and names of our own; private keys by
 * FIPS 186-5's extra random bits. A production device's derivation is not public.
 */
public final class KeyDerivation {
  /** Length of a layer's secret in bytes: as long as a digest. */
  private static final int SIZE = P384.SIZE;

  private static final byte[] ZEROS = new byte[SIZE];

  private KeyDerivation() {}

  /** The device's first secret. */
  public static byte[] uniqueDeviceSecret(Seeds seeds) {
    return hkdf(seeds.master(), "TDXM-UDS-SALT-1", seeds.platformId(), SIZE);
  }

  /** A secret of the vendor: {@code "ROOT"} or {@code "SUBCA"}. */
  static byte[] vendorSecret(Seeds seeds, String which) {
    return hkdf(seeds.vendor(), "TDXM-UDS-SALT-1", ascii(which), SIZE);
  }

  /** Layer 1's secret: the loader's. */
  static byte[] loaderSecret(byte[] uds, LoaderIdentity loader) {
    return next(uds, loader.digest(), ZEROS, loader.signer(), false);
  }

  /** Layer 2's secret: the module's. */
  static byte[] moduleSecret(byte[] loaderSecret, ModuleIdentity module) {
    byte[] config =
        P384.sha384(module.seamAttributes(), module.teeTcbSvn2(), littleEndian(module.features()));
    return next(loaderSecret, module.mrSeam(), config, module.mrSignerSeam(), module.debug());
  }

  /** Layer 3's secret: the quoting key's, new with each generation. */
  static byte[] quotingSecret(byte[] moduleSecret, long generation, boolean debug) {
    return next(moduleSecret, ZEROS, quotingConfig(generation), ZEROS, debug);
  }

  /** What layer 3's certificate measures: the generation of the quoting key. */
  static byte[] quotingConfig(long generation) {
    return P384.sha384(ascii("TDX-QUOTE"), littleEndian(generation));
  }

  /** A layer's private key, 1 to n - 1. */
  static BigInteger privateKey(byte[] secret, BigInteger order) {
    byte[] wide = hkdf(secret, "TDXM-ASYM-SALT-1", ascii("Key Pair"), SIZE + 8);
    BigInteger span = order.subtract(BigInteger.ONE);
    return BigInteger.ONE.add(new BigInteger(1, wide).mod(span));
  }

  /**
   * A key's identifier: 20 bytes, used as serial number, SKI and kid. The top bits are fixed so
   * that it is positive and 20 octets long as a DER INTEGER.
   */
  static byte[] keyId(byte[] point) {
    byte[] id = hkdf(point, "TDXM-ID-SALT-1", ascii("ID"), 20);
    id[0] = (byte) ((id[0] & 0x7f) | 0x40);
    return id;
  }

  /** The device's UEID: type 1 (random), then 32 bytes. */
  public static byte[] ueid(byte[] uds) {
    byte[] tail = hkdf(uds, "TDXM-UEID-SALT-1", ascii("UEID"), 32);
    return Arrays.concatenate(new byte[] {1}, tail);
  }

  private static byte[] next(
      byte[] secret, byte[] code, byte[] config, byte[] authority, boolean debug) {
    byte[] mode = {(byte) (debug ? 2 : 1)};
    byte[] salt = P384.sha384(code, config, authority, mode, ZEROS);
    return hkdf(secret, salt, ascii("CDI_Attest"), SIZE);
  }

  private static byte[] hkdf(byte[] key, String salt, byte[] info, int length) {
    return hkdf(key, ascii(salt), info, length);
  }

  private static byte[] hkdf(byte[] key, byte[] salt, byte[] info, int length) {
    HKDFBytesGenerator generator = new HKDFBytesGenerator(new SHA384Digest());
    generator.init(new HKDFParameters(key, salt, info));
    byte[] out = new byte[length];
    generator.generateBytes(out, 0, length);
    return out;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  public static byte[] littleEndian(long value) {
    return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
  }
}
