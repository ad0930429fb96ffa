package org.seamreplay.bundle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.seamreplay.replay.boundary.BadInput;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A value of a manifest, which is not trusted: what is missing or of another kind is named. */
final class ManifestNode {
  private static final int MOST_BYTES = 16 << 20;
  private static final int MOST_DEPTH = 16;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MOST_DEPTH)
                          .maxDocumentLength(MOST_BYTES)
                          .maxStringLength(MOST_BYTES)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final String where;
  private final JsonNode node;

  private ManifestNode(String where, JsonNode node) {
    this.where = where;
    this.node = node;
  }

  /**
   * Reads a manifest.
   *
   * @param where what to call it in messages
   */
  static ManifestNode read(byte[] json, String where) {
    if (json.length > MOST_BYTES) {
      throw new BadInput(where + ": larger than " + (MOST_BYTES >> 20) + " MB");
    }
    try {
      return new ManifestNode(where, MAPPER.readTree(json));
    } catch (JacksonException e) {
      throw new BadInput(where + ": not JSON that can be read: " + firstLine(e), e);
    }
  }

  private static String firstLine(JacksonException e) {
    return Names.shown(
        String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("damaged"));
  }

  BadInput bad(String what) {
    return new BadInput(where + ": " + what);
  }

  ManifestNode get(String key) {
    return find(key).orElseThrow(() -> bad("has no '" + key + "'"));
  }

  Optional<ManifestNode> find(String key) {
    if (!node.isObject()) {
      throw bad("is no object");
    }
    JsonNode value = node.get(key);
    return value == null
        ? Optional.empty()
        : Optional.of(new ManifestNode(where + ": " + Names.shown(key), value));
  }

  String text(String key) {
    return get(key).text();
  }

  Optional<String> findText(String key) {
    return find(key).map(ManifestNode::text);
  }

  String text() {
    if (!node.isString()) {
      throw bad("is no text");
    }
    return node.stringValue();
  }

  boolean truth(String key) {
    ManifestNode value = get(key);
    if (!value.node.isBoolean()) {
      throw value.bad("is neither true nor false");
    }
    return value.node.booleanValue();
  }

  /** A number between two bounds, both included. */
  int number(String key, int least, int most) {
    ManifestNode value = get(key);
    if (!value.node.isInt() || value.node.intValue() < least || value.node.intValue() > most) {
      throw value.bad("is no number from " + least + " to " + most);
    }
    return value.node.intValue();
  }

  List<ManifestNode> list(String key) {
    ManifestNode value = get(key);
    if (!value.node.isArray()) {
      throw value.bad("is no list");
    }
    List<ManifestNode> all = new ArrayList<>();
    for (JsonNode element : value.node) {
      all.add(new ManifestNode(value.where + "[" + all.size() + "]", element));
    }
    return all;
  }

  /** An object whose values are texts. */
  SortedMap<String, String> texts(String key) {
    ManifestNode value = get(key);
    if (!value.node.isObject()) {
      throw value.bad("is no object");
    }
    SortedMap<String, String> all = new TreeMap<>();
    value.node.propertyNames().forEach(name -> all.put(name, value.text(name)));
    return all;
  }
}
