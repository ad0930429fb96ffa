package org.seamreplay.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import org.seamreplay.diff.Divergence;
import org.seamreplay.replay.boundary.ScenarioRun;
import org.seamreplay.replay.judge.JudgedFinding;
import org.seamreplay.replay.judge.Verdict;
import org.seamreplay.replay.run.Recording;
import org.seamreplay.replay.seen.Seen;
import org.seamreplay.replay.series.Cell;
import org.seamreplay.replay.series.SeriesOutcome;
import org.seamreplay.replay.series.Sources;
import org.seamreplay.replay.series.StepOutcome;
import org.seamreplay.scenario.Expectation;
import org.seamreplay.scenario.Scenario;
import org.seamreplay.trace.EndRecord;
import org.seamreplay.trace.NamedValue;
import org.seamreplay.trace.SeamcallRecord;
import org.seamreplay.trace.StepRecord;
import org.seamreplay.trace.Trace;
import org.seamreplay.trace.TraceHeader;
import org.seamreplay.trace.TraceLine;
import org.seamreplay.trace.TraceValue;
import org.seamreplay.vm.SourceFrame;

/** Made-up outcomes: small, and with one of everything that a report can show. */
final class Outcomes {
  static final String TDX = "arch/x86/virt/vmx/tdx/tdx.c";
  static final List<SourceFrame> MEM_ADD =
      List.of(
          frame("__seamcall_retry", "arch/x86/virt/vmx/tdx/seamcall_internal.h", 38),
          frame("tdx_ext_mem_add", TDX, 1203),
          frame("tdx_ext_setup", TDX, 1240),
          frame("tdx_enable", TDX, 1300));

  private Outcomes() {}

  static SourceFrame frame(String function, String file, int line) {
    return new SourceFrame(function, file, line, 0, false);
  }

  static ScenarioRun run(String scenario, String platform) {
    return new ScenarioRun(
        new Scenario(
            scenario,
            "",
            List.of("bench-64g"),
            "tdx-ext",
            List.of(),
            List.of(),
            List.of(),
            List.of(Expectation.SUCCESS)),
        platform,
        "tdx-ext");
  }

  static final List<ScenarioRun> RUNS =
      List.of(
          run("boot", "bench-64g"),
          run("boot", "server-512g"),
          run("boot-failures/sys-config", "bench-64g"),
          run("boot-failures/no-entropy", "bench-64g"),
          run("quote", "bench-64g"));

  /** Lines 1200 to 1206 of the file, the loop being of patch 2. */
  static final Sources SOURCES =
      new Sources() {
        private final List<String> lines =
            List.of(
                "\tdo {",
                "\t\targs.rcx = hpa_list_info(list, nr);",
                "\t\t/* once more with the same list */",
                "\t\terr = seamcall_ret(TDH_EXT_MEM_ADD, &args);",
                "\t} while (err == TDX_INTERRUPTED_RESUMABLE);",
                "",
                "\treturn err ? -EIO : 0;");

        @Override
        public Optional<String> line(String file, int line) {
          return file.equals(TDX) && line >= 1200 && line < 1200 + lines.size()
              ? Optional.of(lines.get(line - 1200))
              : Optional.empty();
        }

        @Override
        public int patch(String file, int line) {
          return file.equals(TDX) && line >= 1201 && line <= 1204 ? 2 : 0;
        }

        @Override
        public Optional<PatchLine> patchLine(String file, int line) {
          // Another patch has put 100 lines above it since.
          return patch(file, line) == 0
              ? Optional.empty()
              : Optional.of(new PatchLine(2, line - 100, line - 1180));
        }
      };

  static Divergence divergence(
      Divergence.Kind kind, String call, long calls, String what, String expected, String got) {
    return new Divergence(
        kind,
        call,
        41,
        41,
        calls,
        what,
        expected,
        got,
        MEM_ADD,
        "the same pages are offered again");
  }

  static Trace trace(ScenarioRun run, SeamcallRecord... calls) {
    List<TraceLine> lines = new ArrayList<>(List.of(calls));
    lines.add(new StepRecord("boot", OptionalLong.of(0), List.of("virt/tdx: module initialized")));
    lines.add(new EndRecord(calls.length, List.of()));
    return new Trace(
        new TraceHeader(
            "seamreplay test",
            "linux-7.3",
            "0123456789ab",
            "",
            run.scenario().name(),
            run.platform(),
            run.module()),
        lines);
  }

  static SeamcallRecord call(long sequence, String leaf, String operand, long value) {
    return new SeamcallRecord(
        sequence,
        0,
        leaf,
        "",
        0x21,
        List.of(new NamedValue(operand, TraceValue.hex(value))),
        "TDX_SUCCESS",
        0,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        "__seamcall",
        MEM_ADD,
        List.of());
  }

  /** A run that ended as expected. */
  static Cell fine(ScenarioRun run) {
    return cell(run, List.of(), List.of(), List.of());
  }

  static Cell cell(
      ScenarioRun run,
      List<JudgedFinding> problems,
      List<Divergence> fromGolden,
      List<Divergence> change) {
    Recording recording =
        new Recording(
            run,
            Recording.End.DONE,
            "",
            List.of(),
            Optional.of(trace(run, call(0, "TDH.SYS.INIT", "ATTRIBUTES", 0))),
            List.of(),
            List.of("virt/tdx: module initialized"),
            12345,
            7_000_000);
    Verdict.Golden golden = fromGolden.isEmpty() ? Verdict.Golden.SAME : Verdict.Golden.DIFFERENT;
    return new Cell(new Verdict(recording, golden, problems, fromGolden, List.of()), change, false);
  }

  /** A run that differs from its golden trace. */
  static Cell different(ScenarioRun run, Divergence... divergences) {
    return cell(
        run,
        List.of(
            new JudgedFinding(
                "divergence",
                "from the golden trace: " + divergences[0].call(),
                divergences.length == 1
                    ? List.of()
                    : List.of(
                        new JudgedFinding.Detail(
                            "more", (divergences.length - 1) + " further differences")),
                divergences[0].stack())),
        List.of(divergences),
        List.of(divergences));
  }

  static Cell ended(ScenarioRun run, Recording.End end, String reason) {
    Recording recording =
        new Recording(run, end, reason, List.of(), Optional.empty(), List.of(), List.of(), 0, 0);
    return new Cell(
        new Verdict(recording, Verdict.Golden.NONE, List.of(), List.of(), List.of()),
        List.of(),
        false);
  }

  static StepOutcome step(int number, String subject, List<Cell> cells, StepOutcome.Claim claim) {
    return new StepOutcome(
        number,
        number == 0 ? "base" : "0" + number + "/05",
        subject,
        Optional.empty(),
        List.of(),
        cells,
        claim,
        List.of(),
        SOURCES,
        number == 0 ? Optional.empty() : Optional.of(new Seen(4, 4, 4, List.of())));
  }

  /** Cells of all runs, made by the run and its number. */
  static List<Cell> cells(BiFunction<Integer, ScenarioRun, Cell> maker) {
    List<Cell> cells = new ArrayList<>();
    for (int i = 0; i < RUNS.size(); i++) {
      cells.add(maker.apply(i, RUNS.get(i)));
    }
    return cells;
  }

  static SeriesOutcome outcome(String title, List<ScenarioRun> runs, List<StepOutcome> steps) {
    return new SeriesOutcome(
        "linux-7.3",
        "v7.3 (0123456789ab)",
        title,
        title.isEmpty() ? "" : "extensions",
        title.isEmpty() ? List.of() : List.of("2 of 2 index lines fit the base"),
        runs,
        List.of(),
        steps);
  }

  /** A tree alone, all as expected. */
  static SeriesOutcome tree() {
    return outcome(
        "",
        RUNS,
        List.of(
            new StepOutcome(
                0,
                "base",
                "",
                Optional.empty(),
                List.of(),
                cells((i, run) -> fine(run)),
                StepOutcome.Claim.NONE,
                List.of(),
                SOURCES)));
  }

  static final Divergence AGAIN =
      divergence(
          Divergence.Kind.OPERAND,
          "TDH.EXT.MEM.ADD",
          3,
          "in.HPA_LIST_INFO.FIRST_ENTRY",
          "128",
          "0");

  /** A patch that changes the last run only. */
  static SeriesOutcome quietFirst() {
    return outcome(
        "Change quotes",
        RUNS,
        List.of(
            step(0, "", cells((i, run) -> fine(run)), StepOutcome.Claim.NONE),
            step(
                1,
                "x86/virt/tdx: Change quotes",
                cells(
                    (i, run) ->
                        i == 4 ? cell(run, List.of(), List.of(), List.of(AGAIN)) : fine(run)),
                StepOutcome.Claim.NONE)));
  }

  /** A patch after which a run is neither as before nor as its golden trace. */
  static SeriesOutcome besideTwo() {
    List<StepOutcome> steps = new ArrayList<>();
    steps.add(step(0, "", cells((i, run) -> fine(run)), StepOutcome.Claim.NONE));
    steps.add(
        step(
            1,
            "x86/virt/tdx: Do something else",
            cells(
                (i, run) -> {
                  Cell cell = different(run, AGAIN);
                  Verdict v = cell.verdict();
                  Trace golden =
                      trace(
                          run,
                          call(0, "TDH.SYS.INIT", "ATTRIBUTES", 1),
                          call(1, "TDH.SYS.RD", "FIELD", 1));
                  return new Cell(
                      new Verdict(
                          v.recording(),
                          v.golden(),
                          v.problems(),
                          v.divergences(),
                          v.known(),
                          Optional.of(golden)),
                      cell.change(),
                      false);
                }),
            StepOutcome.Claim.NONE));
    return outcome("Do something else", RUNS, steps);
  }

  /**
   * Five patches: the first does nothing and says so, the second adds calls, the third offers pages
   * again from then on, the fourth is not built, the fifth breaks its claim and uses freed memory.
   */
  static SeriesOutcome series() {
    Divergence add =
        divergence(Divergence.Kind.EXTRA, "TDH.EXT.MEM.ADD", 18, "", "", "TDH.EXT.MEM.ADD");
    Divergence init = divergence(Divergence.Kind.EXTRA, "TDH.EXT.INIT", 1, "", "", "TDH.EXT.INIT");
    Divergence log =
        divergence(
            Divergence.Kind.LOG, "boot", 1, "log[3]", "", "virt/tdx: 36864 KB for extensions");
    JudgedFinding useAfterFree =
        new JudgedFinding(
            "use-after-free",
            "read of 8 bytes at kzalloc@tdx_ext_setup[0]+0x10, which was freed",
            List.of(
                new JudgedFinding.Detail("", "allocated by tdx_ext_setup (" + TDX + ":1230)"),
                new JudgedFinding.Detail("", "freed by tdx_ext_setup (" + TDX + ":1236)")),
            List.of(frame("tdx_ext_mem_add", TDX, 1206), frame("tdx_enable", TDX, 1300)));
    List<StepOutcome> steps = new ArrayList<>();
    steps.add(step(0, "", cells((i, run) -> fine(run)), StepOutcome.Claim.NONE));
    steps.add(
        step(
            1,
            "x86/virt/tdx: Move tdx_tdr_pa() up in the file",
            cells((i, run) -> fine(run)),
            StepOutcome.Claim.KEPT));
    steps.add(
        step(
            2,
            "x86/virt/tdx: Add extra memory to TDX Module for Extensions",
            cells(
                (i, run) ->
                    i == 4
                        ? ended(run, Recording.End.NOT_APPLICABLE, "the kernel has no tdx_quote()")
                        : cell(
                            run,
                            List.of(),
                            List.of(),
                            i < 2 ? List.of(add, init, log) : List.of(init))),
            StepOutcome.Claim.NONE));
    steps.add(
        step(
            3,
            "x86/virt/tdx: Prepare a Quote buffer during the bringup of the extensions",
            cells((i, run) -> i < 2 ? different(run, AGAIN, log) : fine(run)),
            StepOutcome.Claim.NONE));
    steps.add(
        new StepOutcome(
            4,
            "04/05",
            "x86/virt/tdx: Call what is not there",
            Optional.of("does not compile: tdx.c:12: unknown type name 'nosuch_t'"),
            List.of(TDX + ":12:3: error: unknown type name 'nosuch_t'"),
            List.of(),
            StepOutcome.Claim.NONE,
            List.of(),
            Sources.NONE));
    steps.add(
        step(
            5,
            "x86/virt/tdx: Embed version info",
            cells(
                (i, run) ->
                    switch (i) {
                      case 0, 1 -> different(run, AGAIN, log);
                      case 2 -> cell(run, List.of(useAfterFree), List.of(), List.of(init));
                      case 3 ->
                          ended(
                              run,
                              Recording.End.NOT_MODELLED,
                              "no model of function nobody_knows_this()");
                      default -> fine(run);
                    }),
            StepOutcome.Claim.BROKEN));
    return outcome("Enable TDX Module Extensions", RUNS, steps);
  }

  /** What a hostile mail or kernel would say, in each text of an outcome. */
  static SeriesOutcome hostile(String text) {
    Divergence d =
        new Divergence(
            Divergence.Kind.OPERAND,
            "TDH." + text,
            1,
            1,
            1,
            "in." + text,
            text,
            text,
            List.of(frame(text, "a/" + text + ".c", 3)),
            text);
    ScenarioRun run = run("boot", text);
    Recording recording =
        new Recording(
            run,
            Recording.End.DONE,
            text,
            List.of(frame(text, text, 1)),
            Optional.of(trace(run, call(0, text, text, 1))),
            List.of(),
            List.of(text),
            1,
            1);
    JudgedFinding problem =
        new JudgedFinding(
            "use-after-free",
            text,
            List.of(new JudgedFinding.Detail(text, text)),
            List.of(frame(text, "a/" + text + ".c", 3)));
    Cell cell =
        new Cell(
            new Verdict(
                recording, Verdict.Golden.DIFFERENT, List.of(problem), List.of(d), List.of()),
            List.of(d),
            false);
    Sources sources =
        new Sources() {
          @Override
          public Optional<String> line(String file, int line) {
            return Optional.of(text);
          }

          @Override
          public int patch(String file, int line) {
            return 1;
          }
        };
    return new SeriesOutcome(
        "linux",
        text,
        text,
        text,
        List.of(text),
        List.of(run),
        List.of(),
        List.of(
            new StepOutcome(
                0,
                "base",
                "",
                Optional.empty(),
                List.of(),
                List.of(cell),
                StepOutcome.Claim.NONE,
                List.of(text),
                sources),
            new StepOutcome(
                1,
                "1/2",
                text,
                Optional.empty(),
                List.of(),
                List.of(cell),
                StepOutcome.Claim.BROKEN,
                List.of(text),
                sources),
            new StepOutcome(
                2,
                "2/2",
                text,
                Optional.of(text),
                List.of(text),
                List.of(),
                StepOutcome.Claim.NONE,
                List.of(text),
                sources)));
  }

  /** A series of many steps and scenarios, as large as a real one. */
  static SeriesOutcome large(int patches, int scenarios) {
    List<ScenarioRun> runs = new ArrayList<>();
    for (int i = 0; i < scenarios; i++) {
      runs.add(run("family-" + i % 14 + "/case-" + i, "bench-64g"));
    }
    List<StepOutcome> steps = new ArrayList<>();
    for (int step = 0; step <= patches; step++) {
      Map<Integer, Cell> cells = new LinkedHashMap<>();
      for (int i = 0; i < scenarios; i++) {
        cells.put(
            i,
            (i + step) % 7 == 0
                ? cell(runs.get(i), List.of(), List.of(), List.of(AGAIN))
                : fine(runs.get(i)));
      }
      steps.add(
          new StepOutcome(
              step,
              step == 0 ? "base" : String.format("%02d/%d", step, patches),
              step == 0 ? "" : "x86/virt/tdx: Patch number " + step,
              Optional.empty(),
              List.of(),
              List.copyOf(cells.values()),
              StepOutcome.Claim.NONE,
              List.of(),
              SOURCES));
    }
    return outcome("A large series", runs, steps);
  }
}
