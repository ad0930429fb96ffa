package org.seamreplay.trace.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Parses one line of JSON from an untrusted file into maps, lists, strings and longs. Duplicate
 * keys, numbers that are no 64-bit integers, deep nesting and trailing text are errors.
 */
public final class JsonLine {
  private static final int MAX_DEPTH = 12;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).maxNameLength(300).build())
          .build();

  private JsonLine() {}

  /** A line that is no JSON object of the expected kind. */
  public static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    public Malformed(String what) {
      super(what);
    }
  }

  /** Parses a line in which nothing may be null. */
  public static Map<String, Object> parse(String line) throws Malformed {
    return parse(line, false);
  }

  /** Parses a line in which a key whose value is null counts as absent. */
  public static Map<String, Object> parseWithNulls(String line) throws Malformed {
    return parse(line, true);
  }

  private static Map<String, Object> parse(String line, boolean nulls) throws Malformed {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), line)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new Malformed("a line of a trace is a JSON object");
      }
      Map<String, Object> result = object(parser, nulls);
      if (parser.nextToken() != null) {
        throw new Malformed("text after the JSON object");
      }
      return result;
    } catch (JacksonException e) {
      throw new Malformed("no JSON: " + e.getOriginalMessage());
    }
  }

  private static Map<String, Object> object(JsonParser parser, boolean nulls) throws Malformed {
    Map<String, Object> result = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      if (parser.nextToken() == JsonToken.VALUE_NULL && nulls) {
        continue;
      }
      result.put(key, value(parser, nulls));
    }
    return result;
  }

  private static Object value(JsonParser parser, boolean nulls) throws Malformed {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser, nulls);
      case START_ARRAY -> array(parser, nulls);
      case VALUE_STRING -> parser.getString();
      case VALUE_NUMBER_INT -> parser.getLongValue();
      default ->
          throw new Malformed("neither text, integer, array nor object: " + parser.getString());
    };
  }

  private static List<Object> array(JsonParser parser, boolean nulls) throws Malformed {
    List<Object> list = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      list.add(value(parser, nulls));
    }
    return list;
  }
}
