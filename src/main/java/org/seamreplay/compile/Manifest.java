package org.seamreplay.compile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * What a unit has been compiled from so far. One unit, compiled with one set of flags, has a case
 * for each content it had: in other trees, at other steps of a series. The newest case is first.
 *
 * @param key the whole text of {@link Unit#key}, one line
 */
record Manifest(String key, List<Case> cases) {
  /** A series has some 20 steps, and few units change in all of them. */
  private static final int MOST_CASES = 64;

  private static final String CASE = "module ";
  private static final String INPUT = "input ";
  private static final String ABSENT = "absent ";

  /**
   * One compilation.
   *
   * @param inputs the files read, without those that the flags fix (shim, compiler's own)
   * @param absent paths where a file would have been taken instead of one of {@code inputs}
   * @param module key of the module that came out
   */
  record Case(List<Input> inputs, List<String> absent, String module) {
    boolean sameContent(Case other) {
      return module.equals(other.module) && absent.equals(other.absent);
    }
  }

  /**
   * A file read.
   *
   * @param path relative to the sources
   * @param digest of its content
   * @param state a {@link FileState} that the file had when it had this content, or empty
   */
  record Input(String path, String digest, String state) {}

  /** With a case in front, in place of an older one that gave the same module. */
  Manifest withFirst(Case newest) {
    List<Case> all = new ArrayList<>();
    all.add(newest);
    for (Case known : cases) {
      if (all.size() < MOST_CASES && !known.sameContent(newest)) {
        all.add(known);
      }
    }
    return new Manifest(key, List.copyOf(all));
  }

  /** Lines of text, the first a checksum of the others, the second the key. */
  byte[] write() {
    StringBuilder text = new StringBuilder(key).append('\n');
    for (Case one : cases) {
      text.append(CASE).append(one.module()).append('\n');
      for (Input input : one.inputs()) {
        text.append(INPUT).append(input.digest()).append(' ').append(input.state()).append(' ');
        text.append(input.path()).append('\n');
      }
      for (String path : one.absent()) {
        text.append(ABSENT).append(path).append('\n');
      }
    }
    return (checksum(text.toString()) + "\n" + text).getBytes(UTF_8);
  }

  /** Reads what {@link #write} wrote, or nothing if it is damaged. */
  static Optional<Manifest> read(byte[] bytes) {
    String text = new String(bytes, UTF_8);
    int start = text.indexOf('\n') + 1;
    if (start == 0 || !text.substring(0, start - 1).equals(checksum(text.substring(start)))) {
      return Optional.empty();
    }
    int end = text.indexOf('\n', start);
    if (end < 0) {
      return Optional.empty();
    }
    String key = text.substring(start, end);
    List<Case> cases = new ArrayList<>();
    List<Input> inputs = new ArrayList<>();
    List<String> absent = new ArrayList<>();
    String module = null;
    for (int at = end + 1; at < text.length(); at = end + 1) {
      end = text.indexOf('\n', at);
      if (text.startsWith(CASE, at)) {
        add(cases, module, inputs, absent);
        module = text.substring(at + CASE.length(), end);
      } else if (text.startsWith(INPUT, at)) {
        int digest = at + INPUT.length();
        int state = text.indexOf(' ', digest) + 1;
        int path = text.indexOf(' ', state) + 1;
        inputs.add(
            new Input(
                text.substring(path, end),
                text.substring(digest, state - 1),
                text.substring(state, path - 1)));
      } else {
        absent.add(text.substring(at + ABSENT.length(), end));
      }
    }
    add(cases, module, inputs, absent);
    return Optional.of(new Manifest(key, List.copyOf(cases)));
  }

  private static void add(
      List<Case> cases, String module, List<Input> inputs, List<String> absent) {
    if (module != null) {
      cases.add(new Case(List.copyOf(inputs), List.copyOf(absent), module));
      inputs.clear();
      absent.clear();
    }
  }

  private static String checksum(String text) {
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(UTF_8));
    return Long.toHexString(crc.getValue());
  }
}
