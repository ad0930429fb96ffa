package org.seamreplay.report;

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

  String on(String text, boolean colour) {
    return colour && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
