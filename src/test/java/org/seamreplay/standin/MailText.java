package org.seamreplay.standin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Headers, an empty line, a body, and what follows a line of three dashes.
 *
 * @param rest the lines after the dashes
 * @param restAt the number of the first of them
 */
record MailText(Map<String, String> headers, String body, List<String> rest, int restAt) {

  /** Reads a text that has exactly the given headers, each once. */
  static MailText read(String name, String text, List<String> names) {
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).chars().allMatch(c -> c == '\t' || (c >= ' ' && c <= '~'))) {
        throw new BadEdits(name + ":" + (i + 1), "only printable ASCII and tabs are allowed");
      }
    }
    Map<String, String> headers = new LinkedHashMap<>();
    int at = 0;
    for (; at < lines.size() && !lines.get(at).isEmpty(); at++) {
      String where = name + ":" + (at + 1);
      String[] parts = lines.get(at).split(": ", 2);
      if (parts.length < 2 || !names.contains(parts[0])) {
        throw new BadEdits(where, "expected a header, one of " + String.join(", ", names));
      }
      if (headers.put(parts[0], parts[1].strip()) != null) {
        throw new BadEdits(where, "a second " + parts[0]);
      }
    }
    for (String header : names) {
      if (!headers.containsKey(header)) {
        throw new BadEdits(name, "no " + header + " in the header");
      }
    }
    int dashes = lines.indexOf("---");
    int end = dashes < 0 ? lines.size() : dashes;
    String body = String.join("\n", lines.subList(Math.min(at + 1, end), end)).strip();
    if (body.isEmpty()) {
      throw new BadEdits(name, "no message after the header");
    }
    List<String> rest = dashes < 0 ? List.of() : lines.subList(dashes + 1, lines.size());
    return new MailText(Map.copyOf(headers), body, List.copyOf(rest), end + 2);
  }

  String header(String name) {
    return headers.get(name);
  }
}
