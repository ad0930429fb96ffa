package org.seamreplay.platform;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.seamreplay.input.InputFile;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * A value in a YAML file that knows where it stands, so that whatever is wrong with it can be said
 * with file, line and key. Anchors, aliases, duplicate keys, deep nesting and large files are
 * refused: the files may come from strangers.
 */
public final class YamlNode {
  /** Largest file that is read. */
  public static final int MAX_BYTES = 4 << 20;

  private static final int MAX_DEPTH = 32;
  private static final int MAX_LINE = 100_000;

  /** What becomes part of messages, reports and names of files. */
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,99}");

  /** Most values, so that a small file does not make a large tree. */
  private static final int MAX_VALUES = 100_000;

  private static final YAMLFactory FACTORY = new YAMLFactory();

  private final String file;
  private final int line;
  private final String path;

  /** A {@code String}, a {@code List} of nodes, a {@code Map} of nodes, or null for "nothing". */
  private final Object value;

  /** The whole text, at the top of a document only. */
  private String source = "";

  private YamlNode(String file, int line, String path, Object value) {
    this.file = file;
    this.line = line;
    this.path = path;
    this.value = value;
  }

  /** Reads a file. */
  public static YamlNode read(Path file) {
    try {
      byte[] bytes = InputFile.named(file, MAX_BYTES);
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return parse(file.toString(), text);
    } catch (IOException e) {
      throw new InvalidFile(file + ": " + InputFile.reason(e), e);
    }
  }

  /** Reads a file that is part of the program, named from the root of the class path. */
  public static YamlNode resource(String name) {
    try (InputStream in = YamlNode.class.getResourceAsStream("/" + name)) {
      if (in == null) {
        throw new InvalidFile(name + ": is not part of the program");
      }
      return parse(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new InvalidFile(name + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Parses one YAML document.
   *
   * @param file what to call it in messages
   */
  public static YamlNode parse(String file, String text) {
    requireShortLines(file, text);
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw new InvalidFile(file + ": is empty");
      }
      YamlNode root = node(file, "", (YAMLParser) parser, 0, new int[1]);
      root.source = text;
      if (parser.nextToken() != null) {
        throw new InvalidFile(
            file + ":" + line((YAMLParser) parser) + ": more than one YAML document");
      }
      return root;
    } catch (JacksonException e) {
      int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
      String what = e.getOriginalMessage().lines().findFirst().orElse("bad syntax");
      throw new InvalidFile(file + ":" + line + ": not YAML: " + what, e);
    }
  }

  /** The parser needs ten seconds for a scalar of 3 MB. */
  private static void requireShortLines(String file, String text) {
    int number = 1;
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i - start > MAX_LINE) {
        throw new InvalidFile(
            file + ":" + number + ": line longer than " + MAX_LINE + " characters");
      } else if (i < text.length() && text.charAt(i) == '\n') {
        number++;
        start = i + 1;
      }
    }
  }

  private static int line(YAMLParser parser) {
    return parser.currentTokenLocation().getLineNr();
  }

  private static YamlNode node(
      String file, String path, YAMLParser parser, int depth, int[] values) {
    int line = line(parser);
    if (++values[0] > MAX_VALUES) {
      throw new InvalidFile(file + ":" + line + ": more than " + MAX_VALUES + " values");
    }
    if (depth > MAX_DEPTH) {
      throw new InvalidFile(file + ":" + line + ": nested deeper than " + MAX_DEPTH + " levels");
    }
    if (parser.isCurrentAlias() || parser.getObjectId() != null) {
      throw new InvalidFile(file + ":" + line + ": " + path + ": anchors are not supported");
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        Map<String, YamlNode> map = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String key = parser.currentName();
          int keyLine = line(parser);
          parser.nextToken();
          YamlNode child =
              node(file, path.isEmpty() ? key : path + "." + key, parser, depth + 1, values);
          if (map.put(key, child) != null) {
            throw new InvalidFile(file + ":" + keyLine + ": " + child.path + ": given twice");
          }
        }
        yield new YamlNode(file, line, path, map);
      }
      case START_ARRAY -> {
        List<YamlNode> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          list.add(node(file, path + "[" + list.size() + "]", parser, depth + 1, values));
        }
        yield new YamlNode(file, line, path, list);
      }
      case VALUE_NULL -> new YamlNode(file, line, path, null);
      default -> new YamlNode(file, line, path, parser.getString());
    };
  }

  /** The file this stands in. */
  public String file() {
    return file;
  }

  /** The line this starts on, from 1. */
  public int line() {
    return line;
  }

  /** The keys that lead here, for example {@code memory[2].size}; empty at the top. */
  public String path() {
    return path;
  }

  /** The text of the whole document, if this is its top; otherwise empty. */
  public String source() {
    return source;
  }

  /** A complaint about this value. */
  public InvalidFile invalid(String what) {
    return new InvalidFile(file + ":" + line + ": " + (path.isEmpty() ? "" : path + ": ") + what);
  }

  /** Whether this is a list. */
  public boolean isList() {
    return value instanceof List;
  }

  /** Whether this is a mapping. */
  public boolean isMap() {
    return value instanceof Map;
  }

  /** Whether the key has no value. */
  public boolean isNull() {
    return value == null;
  }

  /** The keys and values of a mapping, in the file's order. */
  @SuppressWarnings("unchecked")
  public Map<String, YamlNode> map() {
    if (!(value instanceof Map)) {
      throw invalid("must be a mapping of keys to values");
    }
    return (Map<String, YamlNode>) value;
  }

  /** The elements of a list. */
  @SuppressWarnings("unchecked")
  public List<YamlNode> list() {
    if (!(value instanceof List)) {
      throw invalid("must be a list");
    }
    return (List<YamlNode>) value;
  }

  /** Refuses keys other than these, so that a misspelt key does not go unnoticed. */
  public YamlNode onlyKeys(String... known) {
    List<String> names = Arrays.asList(known);
    for (Map.Entry<String, YamlNode> entry : map().entrySet()) {
      if (!names.contains(entry.getKey())) {
        throw entry.getValue().invalid("unknown key; known are " + String.join(", ", names));
      }
    }
    return this;
  }

  /** The value of a key that must be there. */
  public YamlNode get(String key) {
    YamlNode child = map().get(key);
    if (child == null) {
      throw invalid("key '" + key + "' is missing");
    }
    return child;
  }

  /** The value of a key that may be absent. */
  public Optional<YamlNode> find(String key) {
    return Optional.ofNullable(map().get(key));
  }

  /** A scalar as it is written. */
  public String text() {
    if (value instanceof String text) {
      return text;
    }
    throw invalid("must be a single value");
  }

  /** A name: letters, digits and some signs between them. */
  public String word() {
    if (!WORD.matcher(text()).matches()) {
      throw invalid("a name is made of letters, digits and ._+-, not '" + text() + "'");
    }
    return text();
  }

  /** {@code true} or {@code false}. */
  public boolean flag() {
    return switch (text()) {
      case "true" -> true;
      case "false" -> false;
      default -> throw invalid("must be true or false, not '" + text() + "'");
    };
  }

  /**
   * A 64-bit number: decimal or 0x hexadecimal, {@code _} between digits, and K, M, G or T for
   * powers of 1024.
   */
  public long number() {
    String text = text().replace("_", "");
    try {
      if (text.startsWith("0x") || text.startsWith("0X")) {
        return Long.parseUnsignedLong(text.substring(2), 16);
      }
      int shift = text.isEmpty() ? 0 : " KMGT".indexOf(text.charAt(text.length() - 1)) * 10;
      if (shift > 0) {
        long count = Long.parseLong(text.substring(0, text.length() - 1));
        if (count < 0 || count > Long.MAX_VALUE >> shift) {
          throw invalid("out of range: '" + text() + "'");
        }
        return count << shift;
      }
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw invalid("not a number: '" + text() + "'");
    }
  }

  /** A number between two bounds, both included. */
  public int number(int least, int most) {
    long number = number();
    if (number < least || number > most) {
      throw invalid("must be between " + least + " and " + most + ", not " + text());
    }
    return (int) number;
  }

  /** One of an enum's constants, written in lower case with hyphens. */
  public <T extends Enum<T>> T oneOf(Class<T> type) {
    for (T constant : type.getEnumConstants()) {
      if (spelling(constant).equals(text())) {
        return constant;
      }
    }
    throw invalid(
        "must be one of "
            + String.join(
                ", ", Arrays.stream(type.getEnumConstants()).map(YamlNode::spelling).toList())
            + ", not '"
            + text()
            + "'");
  }

  private static String spelling(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * This value as YAML on one line, with the keys in the file's order: equal values give equal
   * texts.
   */
  public String flow() {
    if (isMap()) {
      return map().entrySet().stream()
          .map(e -> scalar(e.getKey()) + ": " + e.getValue().flow())
          .collect(java.util.stream.Collectors.joining(", ", "{", "}"));
    }
    if (isList()) {
      return list().stream()
          .map(YamlNode::flow)
          .collect(java.util.stream.Collectors.joining(", ", "[", "]"));
    }
    return isNull() ? "null" : scalar(text());
  }

  private static String scalar(String text) {
    boolean plain = text.matches("[A-Za-z0-9_./-]+") && !text.equals("null");
    return plain ? text : "'" + text.replace("'", "''") + "'";
  }

  /** The one entry of a mapping that must have exactly one. */
  public Map.Entry<String, YamlNode> onlyEntry() {
    if (map().size() != 1) {
      throw invalid("must have exactly one key");
    }
    return map().entrySet().iterator().next();
  }

  /** All elements of a list, each made into something. */
  public <T> List<T> each(Function<YamlNode, T> make) {
    return list().stream().map(make).toList();
  }

  /**
   * This mapping with the keys of another one taking precedence; mappings below are merged
   * likewise, lists are replaced.
   */
  public YamlNode overriddenBy(YamlNode other) {
    Map<String, YamlNode> merged = new LinkedHashMap<>(map());
    other
        .map()
        .forEach(
            (key, child) -> {
              YamlNode base = merged.get(key);
              boolean merge = base != null && base.isMap() && child.isMap();
              merged.put(key, merge ? base.overriddenBy(child) : child);
            });
    return new YamlNode(other.file, other.line, other.path, merged);
  }
}
