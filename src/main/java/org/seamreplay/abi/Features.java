package org.seamreplay.abi;

import java.util.ArrayList;
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

  private final List<Feature> features;

  Features(YamlNode yaml) {
    this(read(yaml.onlyKeys("features").get("features")));
  }

  private Features(List<Feature> features) {
    this.features = features;
  }

  private static List<Feature> read(YamlNode node) {
    return node.each(
        feature -> new Feature(feature.get("bit").number(0, 63), feature.get("name").text()));
  }

  /** These and those that a profile defines. */
  Features with(YamlNode more) {
    List<Feature> all = new ArrayList<>(features);
    all.addAll(read(more));
    return new Features(List.copyOf(all));
  }

  private record Feature(int bit, String name) {}

  /**
   * The bit of a feature by name.
   *
   * @param where what to complain about if there is none
   */
  public int bit(YamlNode where, String name) {
    for (Feature feature : features) {
      if (feature.name.equals(name)) {
        return feature.bit;
      }
    }
    throw where.invalid("unknown feature '" + name + "'; module/features0.yaml lists those known");
  }

  /** The bits of several features. */
  public long bits(YamlNode names) {
    long bits = 0;
    for (YamlNode name : names.list()) {
      bits |= 1L << bit(name, name.text());
    }
    return bits;
  }

  /** The names of the features in a bitmap; unknown bits by number. */
  public List<String> names(long bitmap) {
    return IntStream.range(0, Long.SIZE)
        .filter(bit -> ((bitmap >>> bit) & 1) != 0)
        .mapToObj(this::name)
        .toList();
  }

  private String name(int bit) {
    return features.stream()
        .filter(feature -> feature.bit == bit)
        .map(Feature::name)
        .findFirst()
        .orElse("bit " + bit);
  }
}
