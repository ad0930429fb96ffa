package org.seamreplay.report;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Colours of a terminal, or none. Colour only repeats what the text says. */
enum Ink {
  BAD("1;31"),
  DOUBT("33"),
  NEW("36"),
  GOOD("32"),
  STRONG("1"),
  FAINT("2");

  private final String code;

  Ink(String code) {
    this.code = code;
  }

  private static final String START = "\u001b[";
  private static final String END = "\u001b[0m";

  /** All that a terminal is told of colours. */
  static Set<String> sequences() {
    return Stream.concat(Stream.of(END), Arrays.stream(values()).map(Ink::start))
        .collect(Collectors.toUnmodifiableSet());
  }

  private String start() {
    return START + code + "m";
  }

  String on(String text, boolean colour) {
    return colour && !text.isEmpty() ? start() + text + END : text;
  }
}
