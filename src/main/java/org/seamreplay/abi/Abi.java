package org.seamreplay.abi;

import org.seamreplay.platform.YamlNode;

/**
 * The vocabulary that host and module share: which leaves, statuses, metadata fields and features
 * there are. A module profile may bring more than the program ships, so nobody looks tables up: who
 * needs words is handed an {@code Abi}.
 *
 * @param leaves leaf functions with their operands
 * @param statuses completion statuses and operand ids
 * @param metadata fields of TDH.SYS.RD and TDH.MNG.RD
 * @param features bits of TDX_FEATURES0
 * @param guestMsrs what becomes of RDMSR and WRMSR of a guest
 */
public record Abi(
    LeafTable leaves,
    StatusTable statuses,
    MetadataTable metadata,
    Features features,
    GuestMsrs guestMsrs) {
  private static final String DIRECTORY = "module/";

  /** The tables that the program brings along. */
  public static Abi shipped() {
    return Shipped.ABI;
  }

  /** These words and those that a profile defines. */
  public Abi with(YamlNode define) {
    define.onlyKeys("leaves", "statuses", "fields", "features");
    return new Abi(
        define.find("leaves").map(leaves::with).orElse(leaves),
        define.find("statuses").map(statuses::with).orElse(statuses),
        define.find("fields").map(metadata::with).orElse(metadata),
        define.find("features").map(features::with).orElse(features),
        guestMsrs);
  }

  private static YamlNode table(String name) {
    return YamlNode.resource(DIRECTORY + name + ".yaml");
  }

  private static final class Shipped {
    static final Abi ABI =
        new Abi(
            new LeafTable(table("leaves")),
            new StatusTable(table("status")),
            new MetadataTable(table("metadata")),
            new Features(table("features0")),
            new GuestMsrs(table("guest-msrs")));
  }
}
