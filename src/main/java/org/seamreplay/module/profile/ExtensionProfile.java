package org.seamreplay.module.profile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.seamreplay.abi.Features;
import org.seamreplay.platform.YamlNode;

/**
 * What the extensions of a module demand and produce.
 *
 * @param required whether features that are configured need the extensions (EXT_REQUIRED)
 * @param basePages pool pages needed as soon as the extensions are
 * @param pages the features that need the extensions, and the pool pages that each demands
 * @param initSteps units of work of EXT.INIT, between which it can be interrupted
 * @param quoteInitSteps units of work of QUOTE.INIT
 * @param quoteGetSteps units of work of QUOTE.GET
 * @param maxQuoteSize bytes that MAX_QUOTE_SIZE shows
 * @param quoteIds quote ids that QUOTE.GET knows: 0xFFFF, the default, and what the model takes for
 *     another name of it, 0
 * @param quotePadding zero bytes that quotes carry along, to make quotes of any length
 */
public record ExtensionProfile(
    boolean required,
    long basePages,
    Map<Integer, Long> pages,
    int initSteps,
    int quoteInitSteps,
    int quoteGetSteps,
    int maxQuoteSize,
    List<Integer> quoteIds,
    int quotePadding) {
  private static final int MAX_STEPS = 1 << 16;
  private static final int MAX_PADDING = 4 << 20;

  static ExtensionProfile read(YamlNode yaml, Features features) {
    yaml.onlyKeys(
        "required",
        "basePages",
        "pages",
        "initSteps",
        "quoteInitSteps",
        "quoteGetSteps",
        "maxQuoteSize",
        "quoteIds",
        "quotePadding");
    Map<Integer, Long> pages = new LinkedHashMap<>();
    yaml.find("pages")
        .ifPresent(
            node ->
                node.map()
                    .forEach(
                        (name, count) ->
                            pages.put(
                                features.bit(count, name),
                                (long) count.number(0, Integer.MAX_VALUE))));
    return new ExtensionProfile(
        yaml.find("required").map(YamlNode::flag).orElse(true),
        yaml.find("basePages").map(node -> node.number(0, Integer.MAX_VALUE)).orElse(0),
        pages,
        yaml.find("initSteps").map(node -> node.number(1, MAX_STEPS)).orElse(4),
        yaml.find("quoteInitSteps").map(node -> node.number(1, MAX_STEPS)).orElse(4),
        yaml.find("quoteGetSteps").map(node -> node.number(1, MAX_STEPS)).orElse(4),
        yaml.find("maxQuoteSize").map(node -> node.number(1, 64 << 20)).orElse(131048),
        yaml.find("quoteIds")
            .map(node -> node.each(id -> id.number(0, 0xFFFF)))
            .orElse(List.of(0xFFFF, 0)),
        yaml.find("quotePadding").map(node -> node.number(0, MAX_PADDING)).orElse(0));
  }

  /** Whether a set of configured features needs the extensions. */
  public boolean required(long features) {
    return required
        && pages.keySet().stream().anyMatch(feature -> ((features >>> feature) & 1) != 0);
  }

  /** Pool pages that a set of configured features needs. */
  public long demand(long features) {
    long demand = basePages;
    for (Map.Entry<Integer, Long> entry : pages.entrySet()) {
      if (((features >>> entry.getKey()) & 1) != 0) {
        demand += entry.getValue();
      }
    }
    return demand;
  }
}
