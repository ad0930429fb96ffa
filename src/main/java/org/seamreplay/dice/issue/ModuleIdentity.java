package org.seamreplay.dice.issue;

/**
 * The TDX module as layer 2 of the DICE chain measures it; an update changes it and so the keys of
 * the layers from 2 on.
 *
 * @param version major.minor.update as text, for example 1.5.16
 * @param mrSeam SHA-384 of the module's image, 48 bytes
 * @param mrSignerSeam SHA-384 of its signer, 48 bytes; all zero for a production module
 * @param seamAttributes 8 bytes; zero for a production module
 * @param teeTcbSvn 16 bytes, the security versions at the time the platform's TDs started
 * @param teeTcbSvn2 16 bytes, the current security versions; byte 0 is the module's own
 * @param features TDX_FEATURES0 as configured
 * @param debug whether it is a debug build: then DICE's debug mode and flag
 */
public record ModuleIdentity(
    String version,
    byte[] mrSeam,
    byte[] mrSignerSeam,
    byte[] seamAttributes,
    byte[] teeTcbSvn,
    byte[] teeTcbSvn2,
    long features,
    boolean debug) {

  /**
   * @throws IllegalArgumentException if a size is wrong
   */
  public ModuleIdentity {
    require(mrSeam, 48, "MRSEAM");
    require(mrSignerSeam, 48, "MRSIGNERSEAM");
    require(seamAttributes, 8, "SEAMATTRIBUTES");
    require(teeTcbSvn, 16, "TEE_TCB_SVN");
    require(teeTcbSvn2, 16, "TEE_TCB_SVN2");
  }

  /** The module's own security version, 0 to 255. */
  public int svn() {
    return teeTcbSvn2[0] & 0xff;
  }

  static void require(byte[] bytes, int size, String what) {
    if (bytes.length != size) {
      throw new IllegalArgumentException(
          "%s has %d bytes, got %d".formatted(what, size, bytes.length));
    }
  }
}
