package org.seamreplay.dice.issue;

import java.util.Arrays;

/**
 * The persistent SEAM loader as layer 1 of the DICE chain measures it.
 *
 * @param version its version as text
 * @param svn its security version, 0 to 255
 * @param digest SHA-384 of its image, 48 bytes
 * @param signer SHA-384 of its signer, 48 bytes
 */
public record LoaderIdentity(String version, int svn, byte[] digest, byte[] signer) {
  /**
   * @throws IllegalArgumentException if a size or the version is out of range
   */
  public LoaderIdentity {
    if (svn < 0 || svn > 255) {
      throw new IllegalArgumentException("a security version is 0 to 255, got " + svn);
    }
    ModuleIdentity.require(digest, 48, "loader digest");
    ModuleIdentity.require(signer, 48, "loader signer");
  }

  /** The loader used where a profile gives none. */
  public static LoaderIdentity standard() {
    byte[] digest = new byte[48];
    byte[] signer = new byte[48];
    Arrays.fill(digest, (byte) 0x11);
    Arrays.fill(signer, (byte) 0x12);
    return new LoaderIdentity("1.0", 2, digest, signer);
  }
}
