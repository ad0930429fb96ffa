package org.seamreplay.cli;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.seamreplay.conform.Conformance;
import org.seamreplay.conform.Conformance.Disagreement;
import org.seamreplay.conform.Conformance.Tally;
import org.seamreplay.conform.Reference;
import org.seamreplay.conform.VectorRecorder;
import org.seamreplay.input.Gunzip;
import org.seamreplay.input.InputFile;
import org.seamreplay.module.profile.ModuleImage;
import org.seamreplay.module.profile.ModuleProfile;
import org.seamreplay.platform.MachineProfile;
import org.seamreplay.platform.Profiles;
import org.seamreplay.replay.boundary.BadInput;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code seamreplay module}. */
@Command(
    name = "module",
    description = "Holds the TDX module of the program against recorded behaviour of another one.",
    mixinStandardHelpOptions = true,
    subcommands = ModuleCommand.Check.class)
final class ModuleCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing: module check");
  }

  /** {@code seamreplay module check}. */
  @Command(
      name = "check",
      description = {
        "Plays the calls of a vector file into the module and compares status, registers and"
            + " memory with what the file says.",
        "",
        "Exit status: 0 every answer is the same, 1 the module answers in another way, 2 the file"
            + " is no vector file, 3 the same or not modelled."
      },
      mixinStandardHelpOptions = true,
      sortOptions = false)
  static final class Check extends Main.EnvironmentCommand implements Callable<Integer> {
    /** Bytes of vectors, packed and unpacked. */
    private static final int MOST_BYTES = 256 << 20;

    private static final int SHOWN_DIFFERENCES = 4;

    @Parameters(paramLabel = "VECTORS", description = "JSON Lines, may be packed with gzip.")
    private Path file;

    @Option(
        names = "--platform",
        paramLabel = "NAME|FILE",
        description = "The machine, instead of the one that the shipped vectors are of.")
    private Optional<String> platform = Optional.empty();

    @Option(
        names = "--module",
        paramLabel = "NAME|FILE",
        description = "The TDX module, instead of the public one, version 1.5.01.")
    private Optional<String> module = Optional.empty();

    @Option(names = "--all", description = "Show each disagreement, not one for each leaf.")
    private boolean all;

    @Option(
        names = "--record",
        paramLabel = "FILE",
        description = "Write the vectors again, with the answers that the module gives now.")
    private Optional<Path> record = Optional.empty();

    @Override
    public Integer call() {
      MachineProfile machine = platform.map(Profiles::load).orElseGet(Reference::platform);
      ModuleImage image =
          ModuleImage.of(module.map(ModuleProfile::load).orElseGet(Reference::module));
      if (record.isPresent()) {
        return record(record.get(), machine, image);
      }
      try (BufferedReader in = open()) {
        return print(Conformance.of(file.toString(), in, machine, image));
      } catch (NoSuchFileException e) {
        throw new BadInput(file + ": no such file", e);
      } catch (IOException e) {
        throw new BadInput(file + ": cannot be read: " + e.getMessage(), e);
      }
    }

    private int record(Path to, MachineProfile machine, ModuleImage image) {
      try (BufferedReader in = open();
          PrintWriter out = new PrintWriter(Files.newBufferedWriter(to, StandardCharsets.UTF_8))) {
        new VectorRecorder(file.toString(), machine, image, out).record(in);
        return ExitCode.OK;
      } catch (NoSuchFileException e) {
        throw new BadInput(e.getFile() + ": no such file or directory", e);
      } catch (IOException e) {
        throw new BadInput(file + ": cannot be recorded to " + to + ": " + e.getMessage(), e);
      }
    }

    private BufferedReader open() throws IOException {
      InputStream in =
          file.toString().endsWith(".gz")
              ? new ByteArrayInputStream(
                  Gunzip.unpacked(InputFile.named(file, MOST_BYTES), MOST_BYTES))
              : InputFile.named(file);
      return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    private int print(Conformance conformance) {
      line("leaf that differs             same  another  not modelled");
      for (Map.Entry<String, Tally> entry : conformance.byLeaf().entrySet()) {
        Tally tally = entry.getValue();
        if (tally.disagreed() + tally.notModelled() == 0) {
          continue;
        }
        line(
            String.format(
                "%-26s  %6d  %7d  %12d  %s",
                entry.getKey(),
                tally.agreed(),
                tally.disagreed(),
                tally.notModelled(),
                tally.missing()));
      }
      if (all) {
        conformance.disagreements().forEach(this::print);
      } else {
        conformance.byLeaf().values().stream()
            .filter(tally -> tally.first() != null)
            .forEach(tally -> print(tally.first()));
      }
      line(
          String.format(
              "%d steps the same, %d another, %d not modelled",
              conformance.agreed(), conformance.disagreed(), conformance.notModelled()));
      if (conformance.disagreed() > 0) {
        return ExitCode.FINDING;
      }
      return conformance.notModelled() > 0 ? ExitCode.NOT_MODELLED : ExitCode.OK;
    }

    private void print(Disagreement d) {
      line(
          d.leaf()
              + ": "
              + (d.sequence() == 0 ? "setup" : "sequence " + d.sequence())
              + " "
              + d.tag()
              + (d.setup().isEmpty() ? "" : " from " + d.setup())
              + ", step "
              + d.step());
      d.differences().stream().limit(SHOWN_DIFFERENCES).forEach(text -> line("    " + text));
    }

    private void line(String text) {
      environment.out().println(text.stripTrailing());
    }
  }
}
