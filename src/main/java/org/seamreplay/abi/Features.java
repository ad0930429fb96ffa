package org.seamreplay.abi;

import java.util.List;
import java.util.stream.IntStream;
import org.seamreplay.platform.YamlNode;

/**
 * Bits of TDX_FEATURES0; the same positions select add-on features in R9 of SYS.CONFIG version 1.
 */
public final class Features {
  /** Reports of this platform can be verified (TDG.MR.VERIFYREPORT). */
  public static final int LOCAL_ATTESTATION = 8;

  /** Module extensions are supported. */
  public static final int EXT = 39;

  /** Quotes can be made by the module. */
  public static final int QUOTE = 50;

  private static final String FILE = "module/features0.yaml";

  private Features() {}

  /**
   * The bit of a feature by name.
   *
   * @param where what to complain about if there is none
   */
  public static int bit(YamlNode where, String name) {
    for (Feature feature : Table.FEATURES) {
      if (feature.name.equals(name)) {
        return feature.bit;
      }
    }
    throw where.invalid("unknown feature '" + name + "'; " + FILE + " lists those known");
  }

  /** The names of the features in a bitmap; unknown bits by number. */
  public static List<String> names(long bitmap) {
    return IntStream.range(0, Long.SIZE)
        .filter(bit -> ((bitmap >>> bit) & 1) != 0)
        .mapToObj(Features::name)
        .toList();
  }

  private static String name(int bit) {
    return Table.FEATURES.stream()
        .filter(feature -> feature.bit == bit)
        .map(Feature::name)
        .findFirst()
        .orElse("bit " + bit);
  }

  private record Feature(int bit, String name) {}

  private static final class Table {
    static final List<Feature> FEATURES =
        YamlNode.resource(FILE)
            .get("features")
            .each(node -> new Feature(node.get("bit").number(0, 63), node.get("name").text()));
  }
}
