package org.seamreplay.vm.conformance;

import java.util.Locale;

/** The integer types that random expressions use. */
enum CType {
  BOOL("_Bool", 1, false),
  CHAR("char", 8, true),
  SCHAR("signed char", 8, true),
  UCHAR("unsigned char", 8, false),
  SHORT("short", 16, true),
  USHORT("unsigned short", 16, false),
  INT("int", 32, true),
  UINT("unsigned int", 32, false),
  LONG("long", 64, true),
  ULONG("unsigned long", 64, false),
  INT128("__int128", 128, true),
  UINT128("unsigned __int128", 128, false);

  private final String text;
  private final int bits;
  private final boolean signed;

  CType(String text, int bits, boolean signed) {
    this.text = text;
    this.bits = bits;
    this.signed = signed;
  }

  /** As C spells it. */
  String text() {
    return text;
  }

  int bits() {
    return bits;
  }

  boolean signed() {
    return signed;
  }

  /** The variable of this type that every program has. */
  String variable() {
    return "v_" + name().toLowerCase(Locale.ROOT);
  }

  /** The unsigned type in which arithmetic of this type cannot overflow. */
  String wrapping() {
    return bits <= 32 ? "unsigned int" : bits == 64 ? "unsigned long" : "unsigned __int128";
  }
}
