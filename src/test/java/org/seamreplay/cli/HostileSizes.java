package org.seamreplay.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Hostile units that do their harm by size. */
final class HostileSizes {
  private static final String MAIN = "int main(void) { return 0; }\n";
  private static final String NESTS = "bracket nesting level exceeded maximum of 256";
  private static final String CRASHES = "crashes the compiler, as code does that nests too deeply";
  private static final String TOO_MUCH = "does not compile within ";
  private static final String OR = HostileUnit.OR;

  /** On a slow machine time is up first. */
  private static final String CODE = "compiles to more than 24 MB of code" + OR + TOO_MUCH;

  private final List<HostileUnit> units = new ArrayList<>();

  private HostileSizes() {}

  static List<HostileUnit> units() {
    HostileSizes sizes = new HostileSizes();
    sizes.expanding();
    sizes.nesting();
    sizes.lengthy();
    sizes.initialised();
    sizes.many();
    return List.copyOf(sizes.units);
  }

  private void vm(String name, int exit, String line, String text) {
    units.add(new HostileUnit("size-" + name, "vm", exit, line, text));
  }

  private static String each(int count, IntFunction<String> text) {
    return IntStream.range(0, count).mapToObj(text).collect(Collectors.joining());
  }

  /** Little that becomes much. */
  private void expanding() {
    String laughs = each(40, i -> "#define A%d A%d A%d\n".formatted(i + 1, i, i));
    vm("laughs", 2, TOO_MUCH, "#define A0 +1\n" + laughs + "int x = 0 A40;\n" + MAIN);
    vm("laughs-text", 2, TOO_MUCH, "#define A0 \"aaaa\"\n" + laughs + "char x[] = A40;\n" + MAIN);
    vm(
        "includes",
        2,
        TOO_MUCH + OR + "redefinition of 'main'",
        "#if __INCLUDE_LEVEL__ < 40\n"
            + "#include \"size-includes.c\"\n".repeat(2)
            + "#endif\n"
            + MAIN);
    vm(
        "generic",
        2,
        TOO_MUCH,
        "#define G(x) _Generic((x), int: (x), default: (x))\nint x = "
            + ("G(".repeat(25) + "1" + ")".repeat(25))
            + ";\n"
            + MAIN);
    String inline = "static inline __attribute__((always_inline)) int f";
    vm(
        "inline",
        2,
        TOO_MUCH,
        inline
            + "0(int x) { return x * 3 + 1; }\n"
            + each(
                30,
                i -> inline + "%d(int x) { return f%d(x) + f%d(x + 1); }\n".formatted(i + 1, i, i))
            + "int main(void) { return f30(1); }\n");
    vm(
        "structs",
        2,
        "a type has more than 500000 parts",
        "struct s0 { int x, y; };\n"
            + each(59, i -> "struct s%d { struct s%d a, b; };\n".formatted(i + 1, i))
            + "struct s59 z;\n"
            + MAIN);
  }

  /** What whoever reads it calls itself for. */
  private void nesting() {
    vm("brackets", 2, NESTS, nested("int x = ", "(", "1", ")", ";\n") + MAIN);
    vm("blocks", 2, NESTS, "int main(void) {" + nested("", "{", "", "}", "return 0; }\n"));
    vm(
        "calls",
        2,
        NESTS,
        "int f(int x);\n" + nested("int x(void) { return ", "f(", "1", ")", ";}\n"));
    vm("typeof", 2, NESTS, "int x;\n" + nested("", "typeof(", "x", ")", " y;\n") + MAIN);
    vm("not", 2, CRASHES, "int x = " + "!".repeat(500_000) + "1;\n" + MAIN);
    vm("sum", 2, CRASHES, "int x = " + "1+".repeat(300_000) + "1;\n" + MAIN);
    vm(
        "comma",
        2,
        CRASHES,
        "int y;\nint x(void) { return " + "y,".repeat(100_000) + "1; }\n" + MAIN);
    vm(
        "if",
        2,
        CRASHES,
        "int y;\nvoid x(void) { " + "if (y) ".repeat(100_000) + "y = 1; }\n" + MAIN);
    vm(
        "else",
        2,
        CRASHES,
        "int y;\nvoid x(void) { "
            + each(50_000, i -> "if (y == %d) y = 1; else ".formatted(i))
            + "y = 2; }\n"
            + MAIN);
    vm("stars", 2, CRASHES, "int " + "*".repeat(300_000) + "x;\n" + MAIN);
    vm("if-brackets", 2, CRASHES, nested("#if ", "(", "1", ")", "\n#endif\n") + MAIN);
    vm("splices", 2, CRASHES, "int x" + "\\\n".repeat(1_000_000) + ";\n" + MAIN);
    vm("dimensions", 2, "nested more than 500 deep", "int x" + "[1]".repeat(3000) + ";\n" + MAIN);
  }

  private static String nested(String before, String open, String in, String close, String after) {
    return before + open.repeat(100_000) + in + close.repeat(100_000) + after;
  }

  private void lengthy() {
    vm("identifier", 0, "", "int " + "a".repeat(1_000_000) + ";\n" + MAIN);
    vm("literal", 0, "", "char x[] = \"" + "a".repeat(4_000_000) + "\";\n" + MAIN);
    vm("line", 0, "", "int x = 0" + " ".repeat(10_000_000) + ";\n" + MAIN);
    vm("comment", 2, "unterminated /* comment", "/*" + "a".repeat(10_000_000));
    vm("wide-error", 2, "error: ", "#error " + "a".repeat(10_000_000) + "\n");
    vm("statement", 0, "", "void f(void) { asm(\"" + "nop;".repeat(500_000) + "\"); }\n" + MAIN);
  }

  private void initialised() {
    vm("range", 2, TOO_MUCH, "int a[] = { [0 ... 99999999] = 1 };\n" + MAIN);
    vm("range-small", 0, "", "int a[] = { [0 ... 99999] = 1 };\n" + MAIN);
    vm("last", 2, TOO_MUCH, "int a[1 << 28] = { 1, [1 << 27] = 4 };\n" + MAIN);
    vm(
        "range-of-structs",
        2,
        TOO_MUCH,
        "struct s { int a; char *b; int c[10]; };\n"
            + "struct s a[] = { [0 ... 9999999] = { 1, \"x\", { [0 ... 9] = 4 } } };\n"
            + MAIN);
    vm("addresses", 0, "", "int x;\nint *p[] = {" + "&x,".repeat(50_000) + "};\n" + MAIN);
  }

  /** So many of something that whoever compares each with each never ends. */
  private void many() {
    vm(
        "errors",
        2,
        "use of undeclared identifier 'y'" + OR + TOO_MUCH,
        each(300_000, i -> "int x = y;\n"));
    vm("cases", 2, CODE, switched(200_000) + MAIN);
    vm("cases-fewer", 0, "", switched(15_000) + MAIN);
    vm(
        "functions",
        2,
        CODE,
        each(100_000, i -> "int f%d(int x) { return x; }\n".formatted(i)) + MAIN);
    vm(
        "functions-fewer",
        0,
        "",
        each(8000, i -> "int f%d(int x) { return x; }\n".formatted(i)) + MAIN);
    vm("globals", 2, CODE, each(150_000, i -> "int g%d = %d;\n".formatted(i, i)) + MAIN);
    vm("globals-fewer", 0, "", each(20_000, i -> "int g%d = %d;\n".formatted(i, i)) + MAIN);
    vm(
        "statements",
        2,
        CODE,
        "int x;\nvoid f(void) {" + "x = x * 3;\n".repeat(200_000) + "}\n" + MAIN);
    vm("enumerators", 2, CODE, "enum e {" + each(400_000, i -> "e" + i + ",") + "} x;\n" + MAIN);
    vm("macros", 0, "", each(200_000, i -> "#define M%d %d\n".formatted(i, i)) + MAIN);
    vm(
        "includes-off",
        0,
        "",
        "#if 0\n" + each(200_000, i -> "#include \"n%d\"\n".formatted(i)) + "#endif\n" + MAIN);
    vm("ifs-off", 0, "", "#if 1\n".repeat(100_000) + "#endif\n".repeat(100_000) + MAIN);
    vm(
        "labels",
        2,
        "takes the addresses of more than 10000 labels",
        "int y;\nint main(void) { static void *t[] = {"
            + each(12_000, i -> "&&l%d,".formatted(i))
            + "}; goto *t[y];\n"
            + each(12_000, i -> "l%d: y++;\n".formatted(i))
            + "return 0; }\n");
    vm(
        "loops",
        0,
        "",
        "int main(void) { int x = 0;"
            + each(10_000, i -> "while (x < %d) x++;\n".formatted(i))
            + "return 0; }\n");
    vm(
        "locals",
        0,
        "",
        "int main(void) {"
            + each(20_000, i -> "int x%d = %d;\n".formatted(i, i))
            + "return 0; }\n");
    vm(
        "gotos",
        0,
        "",
        "int y;\nint main(void) {" + "if (y) goto end;\n".repeat(8000) + "end: return 0; }\n");
    vm(
        "pointers",
        0,
        "",
        "struct s { struct s *p; };\n"
            + each(
                15_000, i -> "struct s g%d = { %s };\n".formatted(i, i == 0 ? "0" : "&g" + (i - 1)))
            + MAIN);
    vm(
        "aliases",
        0,
        "",
        "int a0(void) { return 1; }\n"
            + each(
                1500, i -> "int a%d(void) __attribute__((alias(\"a%d\")));\n".formatted(i + 1, i))
            + MAIN);
    vm(
        "frames",
        1,
        "stack-overflow: needs ",
        each(60, i -> "int f%d(void) { char a[200 << 20]; a[5] = 1; return a[5]; }\n".formatted(i))
            + "int main(void) { return f3(); }\n");
  }

  private static String switched(int cases) {
    return "int f(int x) { switch (x) {\n"
        + each(cases, i -> "case %d: return %d;\n".formatted(i * 3, i * 7 % 1000))
        + "} return 0; }\n";
  }
}
