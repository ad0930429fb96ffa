package org.seamreplay.vm.depend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.seamreplay.compile.Compiler;
import org.seamreplay.ir.IrModule;
import org.seamreplay.vm.AddressMap;
import org.seamreplay.vm.Budget;
import org.seamreplay.vm.Externals;
import org.seamreplay.vm.Footprint;
import org.seamreplay.vm.SourceFrame;
import org.seamreplay.vm.decode.Linker;
import org.seamreplay.vm.exec.Interpreter;

/**
 * Pairs of programs that differ in one place. Whenever a run of the first may stand for a run of
 * the second, the second is run as well and has to record the same.
 */
class DependenceTests {
  private static final String BASE =
      """
      struct pair { int a; int b; };
      struct asked { int x; };
      struct other { int y; };
      void note(long value);
      void notice(const char *text);
      int optional(void);
      struct asked keep;
      struct other keep_too;
      static int table[3] = {1, 2, 3};
      static int limit __attribute__((section(".data..tuned"))) = 100;
      static const char *name = "base";
      static int once(void) { static int done; return done++; }
      static int never(int x) { notice("never"); return x + 5; }
      static int callee(int x) { note(x); return x * 2; }
      static int (*operation)(int) = callee;
      static int first(void) { note(table[1]); return 0; }
      typedef int (*initcall)(void);
      static initcall call_first __attribute__((used, section(".initcall6.init"))) = first;
      static inline __attribute__((always_inline)) int twice(int x) { note(x); return 2 * x; }
      int scenario(int arg)
      {
        struct pair p = {arg, table[0]};
        if (arg > limit)
          return never(arg);
        notice(name);
        notice("text");
        once();
        note(operation(p.a) + p.b);
        return twice(p.a);
      }
      static int last_unused = 3;
      int *keep_last(void) { return &last_unused; }
      """;

  private static final String OPTIONAL = "optional";

  @TempDir Path directory;

  /** What a run leaves behind. */
  private record Recorded(List<String> texts, List<SourceFrame> frames, Footprint footprint) {}

  private AskedProgram program(String source) throws IOException {
    Path file = Files.writeString(directory.resolve("unit.c"), source);
    IrModule unit = new Compiler(directory.resolve("cache")).plainFile(file, 0);
    // Statics are placed by the name of their unit, and that of a directory made for a test differs
    // from run to run: now and then one would stand in the way of another.
    IrModule named =
        new IrModule("unit.c", unit.globals(), unit.functions(), unit.aliases(), unit.structs());
    return AskedProgram.of(Linker.link(List.of(named)));
  }

  private static Recorded run(AskedProgram linked, boolean asksForPlaces) {
    AskedProgram program = linked.forRun();
    List<String> texts = new ArrayList<>();
    List<int[]> positions = new ArrayList<>();
    Externals externals =
        new Externals()
            .function(
                "note",
                c -> {
                  texts.add("note " + c.arg(0));
                  positions.add(c.vm().stackPositions());
                })
            .function(
                "notice",
                c -> {
                  texts.add("notice " + c.stringArg(0));
                  positions.add(c.vm().stackPositions());
                });
    Interpreter vm = new Interpreter(program.program(), externals, Budget.DEFAULT);
    long start = vm.sectionStart(".initcall6.init");
    for (long at = 0; at < vm.sectionSize(".initcall6.init"); at += 8) {
      long function = vm.memory().load(start + at, 8);
      texts.add(vm.symbolAt(function) + " gives " + vm.call(function));
    }
    texts.add("asked " + program.struct("asked"));
    texts.add("optional " + program.defines(OPTIONAL));
    texts.add("scenario gives " + vm.call("scenario", 4));
    if (asksForPlaces) {
      texts.add("at " + vm.stack());
    }
    vm.variables();
    List<SourceFrame> frames = new ArrayList<>();
    positions.forEach(p -> frames.addAll(vm.resolve(p)));
    return new Recorded(texts, frames, vm.footprint().and(program.asked()));
  }

  private Optional<LineShift> reuse(String before, String after, boolean asksForPlaces)
      throws IOException {
    AskedProgram first = program(before);
    AskedProgram second = program(after);
    Recorded recorded = run(first, asksForPlaces);
    Optional<LineShift> shift = Dependence.of(first, recorded.footprint()).in(second);
    if (shift.isPresent()) {
      Recorded afresh = run(second, asksForPlaces);
      assertThat(afresh.texts()).isEqualTo(recorded.texts());
      assertThat(afresh.frames())
          .isEqualTo(
              recorded.frames().stream().map(shift.get()::apply).map(Optional::get).toList());
      // What was taken over may be taken over once more.
      assertThat(Dependence.of(second, recorded.footprint()).in(second)).isPresent();
    }
    return shift;
  }

  private static String changed(String from, String to) {
    assertThat(BASE).contains(from);
    return BASE.replace(from, to.replace("\\n", "\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a comment before everything     | struct pair { int a; int b; };  | // text\\nstruct pair { int a; int b; };",
        "a comment in a function         | notice(name);                   | /* why\\n why */ notice(name);",
        "a function that is not called   | return x + 5;                   | notice(\"no\"); return x + 6;",
        "a new function                  | static int first(void)          | int fresh(int y) { note(y); return y / 3; }\\nstatic int first(void)",
        "a new string before the others  | notice(\"never\");              | notice(\"new\"); notice(\"never\");",
        "a new use of a known string     | notice(\"never\");              | notice(\"base\"); notice(\"never\");",
        "a struct that nobody uses       | struct other { int y; };        | struct other { int y : 4; int z : 28; };",
        "a variable behind the others    | int *keep_last(void)            | int behind = 5; int *keep_last(void)",
        "the value of an unused variable | last_unused = 3                 | last_unused = 4",
        "a static of an unused function  | int *keep_last(void) {          | int *keep_last(void) { static int once;",
        "a variable before the others    | static int table                | int before_table[4] = {1}; static int table",
        "one more declaration            | int optional(void);             | int optional(void); int more(void);",
      })
  void takesOverWhatDoesNotTouchTheRun(String what, String from, String to) throws IOException {
    assertThat(reuse(BASE, changed(from, to), false)).as(what).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a constant                      | return x * 2;                    | return x * 3;",
        "a condition never true          | arg > limit                        | arg > limit - 1",
        "an initial value                | {1, 2, 3}                        | {1, 2, 4}",
        "a string                        | \"base\"                         | \"fast\"",
        "a string in the code            | \"text\"                         | \"texts\"",
        "a callee by pointer             | operation)(int) = callee         | operation)(int) = never",
        "a callee                        | return twice(p.a);               | return callee(p.a);",
        "the name of a callee            | callee                           | called",
        "an inlined function             | return 2 * x;                    | return x + x;",
        "a field of a used struct        | int a; int b;                    | int a; int b; int c;",
        "a struct that models ask for    | struct asked { int x; };         | struct asked { int z; };",
        "a function that models ask for  | int optional(void);              | int optional(void) { return 0; }",
        "a model with a body             | void note(long value);           | void note(long value) {}",
        "a referred function without body| static int never(int x) { notice(\"never\"); return x + 5; } | int never(int x);",
        "one more initcall               | static inline                    | static initcall more __attribute__((used, section(\".initcall6.init\"))) = first; static inline",
        "one initcall less               | static initcall call_first __attribute__((used, section(\".initcall6.init\"))) = first; | int unrelated;",
        "a neighbour in a section        | static int limit                 | int more __attribute__((section(\".data..tuned\"))); static int limit",
        "a neighbour after it            | static const char                | int more __attribute__((section(\".data..tuned\"))); static const char",
        "the section of a function       | static int callee                | static __attribute__((section(\".init.text\"))) int callee",
        "two statements of one line apart| { note(x); return x * 2; }       | {\\n note(x);\\n  return x * 2;\\n}",
        "another order of calls          | note(operation(p.a) + p.b);      | note(p.b + operation(p.a));",
      })
  void runsAgainWhatTouchesTheRun(String what, String from, String to) throws IOException {
    assertThat(reuse(BASE, changed(from, to), false)).as(what).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0xffff888000001000", "0x1000"})
  void variableThatMayHideLeaksMustNotGo(String address) throws IOException {
    String more =
        changed("last_unused = 3;", "last_unused = 3; unsigned long like = %s;".formatted(address));

    assertThat(reuse(more, BASE, false)).isEmpty();
    assertThat(reuse(BASE, more, false)).as("there was no leak to hide").isPresent();
  }

  @Test
  void sameProgramIsTakenOverAsItIs() throws IOException {
    assertThat(reuse(BASE, BASE, true)).hasValueSatisfying(s -> assertThat(s.isNone()).isTrue());
  }

  @Test
  void linesThatMayBePartOfTextsMustNotMove() throws IOException {
    String moved = changed("struct pair { int a", "\\nstruct pair { int a");

    assertThat(reuse(BASE, moved, true)).isEmpty();
    assertThat(reuse(BASE, moved, false)).hasValueSatisfying(s -> assertThat(s.isNone()).isFalse());
  }

  @Test
  void lineThatIsAConstantCountsWhenItMoves() throws IOException {
    String line = changed("arg > limit", "arg > limit + __LINE__");

    assertThat(reuse(line, "\n" + line, false)).isEmpty();
    assertThat(reuse(line, line + "\n", false)).isPresent();
  }

  @Test
  void frameOfCodeThatDidNotRunHasNoPlace() throws IOException {
    LineShift shift = reuse(BASE, "\n" + BASE, false).orElseThrow();

    assertThat(shift.apply(new SourceFrame("never", "unit.c", 12, 28, false))).isEmpty();
  }

  @Test
  void functionsKeepTheirAddressesWhenOthersCome() throws IOException {
    AskedProgram first = program("int a(void) { return 1; } int b(void) { return 2; }");
    AskedProgram second =
        program("int c(void) { return 3; } int b(void) { return 2; } int a(void) { return 1; }");

    for (String name : List.of("a", "b")) {
      assertThat(second.program().symbols.find(name).address())
          .isEqualTo(first.program().symbols.find(name).address())
          .matches(
              a ->
                  a >= AddressMap.TEXT && a < AddressMap.DATA && a % AddressMap.FUNCTION_SIZE == 0);
    }
  }
}
