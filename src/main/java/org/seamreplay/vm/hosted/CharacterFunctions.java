package org.seamreplay.vm.hosted;

import java.util.Locale;
import java.util.function.IntPredicate;
import org.seamreplay.vm.ExternalCall;
import org.seamreplay.vm.MemoryFault;

/** ctype.h in the "C" locale. */
final class CharacterFunctions {
  private static final int EOF = -1;

  private CharacterFunctions() {}

  static void addTo(Library library) {
    test(library, "isalnum", c -> letter(c) || digit(c));
    test(library, "isalpha", CharacterFunctions::letter);
    test(library, "isblank", c -> c == ' ' || c == '\t');
    test(library, "iscntrl", c -> (c >= 0 && c < ' ') || c == 0x7f);
    test(library, "isdigit", CharacterFunctions::digit);
    test(library, "isgraph", c -> c > ' ' && c < 0x7f);
    test(library, "islower", c -> c >= 'a' && c <= 'z');
    test(library, "isprint", c -> c >= ' ' && c < 0x7f);
    test(library, "ispunct", c -> c > ' ' && c < 0x7f && !letter(c) && !digit(c));
    test(library, "isspace", CharacterFunctions::space);
    test(library, "isupper", CharacterFunctions::upperCase);
    test(library, "isxdigit", c -> digit(c) || (lower(c) >= 'a' && lower(c) <= 'f'));
    library.function("tolower", call -> result(call, lower(character(call))));
    library.function("toupper", call -> result(call, upper(character(call))));
  }

  static int lower(int c) {
    return upperCase(c) ? c + ('a' - 'A') : c;
  }

  static boolean space(int c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  private static int upper(int c) {
    return c >= 'a' && c <= 'z' ? c - ('a' - 'A') : c;
  }

  private static boolean upperCase(int c) {
    return c >= 'A' && c <= 'Z';
  }

  private static boolean letter(int c) {
    return lower(c) >= 'a' && lower(c) <= 'z';
  }

  private static boolean digit(int c) {
    return c >= '0' && c <= '9';
  }

  private static void test(Library library, String name, IntPredicate member) {
    library.function(name, call -> result(call, member.test(character(call)) ? 1 : 0));
  }

  private static void result(ExternalCall call, int value) {
    call.result(value & 0xffff_ffffL);
  }

  private static int character(ExternalCall call) {
    int c = call.intArg(0);
    if (c < EOF || c > 255) {
      call.vm()
          .report(
              MemoryFault.UNDEFINED_BEHAVIOUR,
              String.format(
                  Locale.ROOT, "%s(%d): not a character or EOF (-1 to 255)", call.name(), c));
    }
    return c;
  }
}
