package org.seamreplay.platform;

import java.util.List;

/**
 * An Intel CPU model, named as in Linux' {@code asm/intel-family.h}.
 *
 * @param name for example SAPPHIRERAPIDS_X
 * @param family CPUID family, for example 6
 * @param model CPUID model, for example 0x8F
 * @param stepping CPUID stepping
 */
public record CpuModel(String name, int family, int model, int stepping) {
  private static final String FILE = "platform/cpu-models.yaml";

  /** What CPUID leaf 1 shows in EAX: stepping, model and family with their extensions. */
  public int cpuidSignature() {
    return ((model >> 4) << 16) | (family << 8) | ((model & 15) << 4) | stepping;
  }

  /** The model of this name, or the message for which profile needs another one. */
  public static CpuModel named(YamlNode name) {
    return all().stream()
        .filter(model -> model.name.equals(name.text()))
        .findFirst()
        .orElseThrow(
            () ->
                name.invalid(
                    "unknown CPU model '"
                        + name.text()
                        + "'; known are "
                        + String.join(", ", all().stream().map(CpuModel::name).toList())));
  }

  /** All models that profiles may name. */
  public static List<CpuModel> all() {
    return Table.MODELS;
  }

  private static final class Table {
    static final List<CpuModel> MODELS =
        YamlNode.resource(FILE)
            .get("models")
            .each(
                node ->
                    new CpuModel(
                        node.get("name").text(),
                        node.get("family").number(0, 15),
                        node.get("model").number(0, 255),
                        node.get("stepping").number(0, 15)));
  }
}
