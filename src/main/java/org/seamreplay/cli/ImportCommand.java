package org.seamreplay.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.seamreplay.input.InputFile;
import org.seamreplay.module.profile.ModuleProfile;
import org.seamreplay.platform.MachineProfile;
import org.seamreplay.platform.Profiles;
import org.seamreplay.replay.boundary.BadInput;
import org.seamreplay.text.Plural;
import org.seamreplay.trace.StepRecord;
import org.seamreplay.trace.Trace;
import org.seamreplay.trace.TraceHeader;
import org.seamreplay.trace.json.TraceFormatException;
import org.seamreplay.trace.json.TraceReader;
import org.seamreplay.trace.json.TraceWriter;
import org.seamreplay.trace.probe.RecordingImporter;
import org.seamreplay.trace.probe.RecordingImporter.Format;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code seamreplay import}. */
@Command(
    name = "import",
    description = {
      "Makes a trace of what was recorded on hardware, to compare with a golden trace.",
      "",
      "A recording has registers only: memory behind operands is not in it. Pages are named by"
          + " their first use. What is lost stands in the trace as a step 'gap'."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "kprobe: the text of tracefs or trace-cmd report. The probes, for /sys/kernel/tracing:",
      "  echo 'p:seam/seamcall_in __seamcall fn=%%di:x64 rcx=+0(%%si):x64' \\",
      "    'rdx=+8(%%si):x64 r8=+16(%%si):x64 r9=+24(%%si):x64' \\",
      "    'r10=+32(%%si):x64 r11=+40(%%si):x64' >> kprobe_events",
      "  echo 'r:seam/seamcall_out __seamcall ret=$retval:x64' >> kprobe_events",
      "Likewise seamcall_ret_in and seamcall_ret_out on __seamcall_ret, whose return has rcx to"
          + " r11 again, as rcx=+0($arg2):x64 and so on (Linux 6.9 and later); and"
          + " seamcall_saved_ret_in and _out with r12 to r15, rbx, rdi and rsi from +48 on, where"
          + " the kernel lets that stub be probed (Linux 7.2 and 7.3 do not).",
      "bpftrace: what 'bpftrace -f json seamcall.bt' prints.",
      "All probes and seamcall.bt are in fixtures/recordings of the sources.",
      "",
      "Examples:",
      "  seamreplay import kprobe t.txt --platform s.yaml --module tdx-1.5 -o t.jsonl",
      "  seamreplay import bpftrace - --platform server-512g --module tdx-1.5 \\",
      "    --like golden.jsonl"
    })
final class ImportCommand extends Main.EnvironmentCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "FORMAT", description = "kprobe or bpftrace.")
  private String format;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "FILE",
      description = "The recording; several are those of several CPUs. - for standard input.")
  private List<Path> files = new ArrayList<>();

  @Option(names = "-o", paramLabel = "OUT", description = "The trace; default: standard output.")
  private Path out;

  @Option(
      names = "--platform",
      required = true,
      paramLabel = "NAME|FILE",
      description = "The machine: says where an address ends and a KeyID begins.")
  private String platform;

  @Option(
      names = "--module",
      required = true,
      paramLabel = "NAME|FILE",
      description = "The TDX module, for the header of the trace.")
  private String module;

  @Option(
      names = "--scenario",
      paramLabel = "NAME",
      defaultValue = "boot",
      description = "What was done, for the header; default: ${DEFAULT-VALUE}.")
  private String scenario;

  @Option(
      names = "--kernel",
      paramLabel = "NAME",
      defaultValue = "hardware",
      description = "The kernel, for the header; default: ${DEFAULT-VALUE}.")
  private String kernel;

  @Option(
      names = "--like",
      paramLabel = "TRACE",
      description = "Name pages as this trace names those of the same use.")
  private Path like;

  @Override
  public Integer call() {
    Format which =
        Arrays.stream(Format.values())
            .filter(f -> f.id().equals(format))
            .findFirst()
            .orElseThrow(() -> new BadInput("format '" + format + "': must be kprobe or bpftrace"));
    MachineProfile machine = Profiles.load(platform);
    TraceHeader header =
        new TraceHeader(
            TraceHeader.CALLS,
            "seamreplay " + Main.version(),
            word("--kernel", kernel),
            "",
            "",
            word("--scenario", scenario),
            machine.name(),
            ModuleProfile.load(module).name());
    Trace trace = read(which, header, machine);
    write(TraceWriter.toText(trace));
    long gaps =
        trace.lines().stream()
            .filter(l -> l instanceof StepRecord step && step.step().equals(RecordingImporter.GAP))
            .count();
    environment
        .err()
        .println(
            Plural.of(trace.callCount(), "SEAMCALL")
                + (gaps == 0
                    ? ""
                    : ", something is missing in "
                        + Plural.of(gaps, "place")
                        + ": see step 'gap'"));
    return ExitCode.OK;
  }

  private static String word(String option, String value) {
    if (!value.matches("[A-Za-z0-9][A-Za-z0-9._/@+-]{0,99}")) {
      throw new BadInput(option + ": letters, digits and ._/@+- only, not '" + value + "'");
    }
    return value;
  }

  private Trace read(Format which, TraceHeader header, MachineProfile machine) {
    int keyIdShift = machine.physicalAddressBits() - machine.keyIdBits();
    try {
      Optional<Trace> model = like == null ? Optional.empty() : Optional.of(TraceReader.read(like));
      return RecordingImporter.read(which, inputs(), header, keyIdShift, model);
    } catch (TraceFormatException e) {
      throw new BadInput(e.getMessage(), e);
    } catch (IOException e) {
      throw new BadInput(InputFile.complaint(e), e);
    }
  }

  private List<Path> inputs() {
    List<Path> inputs = new ArrayList<>();
    for (Path file : files) {
      inputs.add(file.toString().equals("-") ? Path.of("/dev/stdin") : file);
    }
    return inputs;
  }

  private void write(String text) {
    if (out == null) {
      environment.out().print(text);
      return;
    }
    try {
      Files.writeString(out, text, StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new BadInput(out + ": cannot be written: " + e.getMessage(), e);
    }
  }
}
