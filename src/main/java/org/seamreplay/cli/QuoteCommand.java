package org.seamreplay.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.bouncycastle.cert.X509CRLHolder;
import org.seamreplay.dice.cbor.NotAQuote;
import org.seamreplay.dice.cbor.QuoteFinding;
import org.seamreplay.dice.cert.TrustAnchor;
import org.seamreplay.dice.cert.TrustFiles;
import org.seamreplay.dice.quote.QuoteParser;
import org.seamreplay.dice.show.QuotePrinter;
import org.seamreplay.dice.show.VerificationPrinter;
import org.seamreplay.dice.verify.Nonces;
import org.seamreplay.dice.verify.Outcome;
import org.seamreplay.dice.verify.Policy;
import org.seamreplay.dice.verify.PolicyReader;
import org.seamreplay.dice.verify.QuoteVerdict;
import org.seamreplay.dice.verify.Request;
import org.seamreplay.dice.verify.Verification;
import org.seamreplay.dice.verify.Verifier;
import org.seamreplay.input.InputFile;
import org.seamreplay.replay.boundary.BadInput;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code seamreplay quote}. */
@Command(
    name = "quote",
    description = "Shows and verifies DICE-based TDX quotes.",
    mixinStandardHelpOptions = true,
    subcommands = {QuoteCommand.Show.class, QuoteCommand.Verify.class})
final class QuoteCommand implements Runnable {
  private static final int REPORT_DATA_SIZE = 64;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "a command is missing: quote show, quote verify");
  }

  /** The bytes of a file, or of standard input for "-"; one more than is looked at, at most. */
  private static byte[] read(String file) {
    try (InputStream in = file.equals("-") ? System.in : InputFile.named(Path.of(file))) {
      return in.readNBytes(new QuoteParser().maxBytes() + 1);
    } catch (IOException e) {
      throw new BadInput(file + ": " + InputFile.reason(e), e);
    }
  }

  /** {@code seamreplay quote show}. */
  @Command(
      name = "show",
      description = "Shows what a quote says. Nothing is verified.",
      mixinStandardHelpOptions = true,
      sortOptions = false)
  static final class Show extends Main.EnvironmentCommand implements Callable<Integer> {
    @Parameters(
        paramLabel = "FILE",
        description = "A quote, bare or wrapped; - for standard input.")
    private String file;

    @ArgGroup private Form form;

    /** At most one other form. */
    private static final class Form {
      @Option(names = "--json", description = "One JSON object.")
      private boolean json;

      @Option(names = "--pem", description = "Only the certificates, as PEM.")
      private boolean pem;
    }

    @Override
    public Integer call() {
      byte[] input = read(file);
      try {
        String text;
        if (form != null && form.json) {
          text = QuotePrinter.json(input);
        } else if (form != null && form.pem) {
          text = QuotePrinter.pem(input);
        } else {
          text = QuotePrinter.text(input);
        }
        environment.out().print(text);
        return ExitCode.OK;
      } catch (NotAQuote e) {
        throw new BadInput(file + ": not a quote: " + e.getMessage(), e);
      }
    }
  }

  /** {@code seamreplay quote verify}. */
  @Command(
      name = "verify",
      description =
          "Verifies a quote in 55 steps. Exit status: 0 it verifies, 1 it does not or it cannot be"
              + " decided, 2 it is no quote or the usage is wrong.",
      mixinStandardHelpOptions = true,
      sortOptions = false)
  static final class Verify extends Main.EnvironmentCommand implements Callable<Integer> {
    @Parameters(
        paramLabel = "FILE",
        description = "A quote, bare or wrapped; - for standard input.")
    private String file;

    @Option(
        names = "--root",
        paramLabel = "PEM",
        description = "A root to trust, may be repeated. Default: the built-in test root.")
    private List<Path> roots = new ArrayList<>();

    @Option(
        names = "--report-data",
        paramLabel = "HEX",
        description = "The 64 bytes of report data that the quote must answer.")
    private String reportData;

    @Option(
        names = "--policy",
        paramLabel = "FILE",
        description = "What is wanted of module, platform and TD, as YAML or JSON.")
    private Path policy;

    @Option(
        names = "--at",
        paramLabel = "TIME",
        description =
            "The time to verify for, as 2026-01-01T00:00:00Z, which is the default: the clock is"
                + " never read.")
    private String at;

    @Option(
        names = "--crl",
        paramLabel = "FILE",
        description = "A revocation list, may be repeated. If one is given, each issuer needs one.")
    private List<Path> lists = new ArrayList<>();

    @Option(
        names = "--lax",
        description = "Warn of unknown items and shapes instead of failing on them.")
    private boolean lax;

    @Option(names = "--steps", description = "Show all steps.")
    private boolean steps;

    @Option(names = "--json", description = "All steps as one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
      Request request = request();
      Verification verification = new Verifier(request).verify(read(file));
      if (json) {
        environment.out().print(VerificationPrinter.json(verification));
      } else {
        print(verification);
      }
      return switch (verification.verdict()) {
        case VERIFIES -> ExitCode.OK;
        case DOES_NOT_VERIFY, UNDECIDED -> ExitCode.FINDING;
        case NOT_A_QUOTE -> ExitCode.BAD_INPUT;
      };
    }

    private void print(Verification verification) {
      if (steps) {
        environment.out().print(VerificationPrinter.steps(verification));
      }
      String line = file + ": " + VerificationPrinter.line(verification);
      if (verification.verdict() != QuoteVerdict.VERIFIES) {
        environment.err().println("seamreplay: " + line);
        return;
      }
      environment.out().println(line);
      if (!steps) {
        verification.steps().stream()
            .filter(result -> result.outcome() == Outcome.WARNED)
            .flatMap(result -> result.findings().stream())
            .map(QuoteFinding::line)
            .forEach(warning -> environment.out().println("  warning: " + warning));
        environment
            .out()
            .println(
                "  not asked: "
                    + String.join(
                        ", ",
                        verification.with(Outcome.NOT_ASKED).stream().map(s -> s.id()).toList()));
      }
    }

    private Request request() {
      List<TrustAnchor> anchors = new ArrayList<>();
      roots.forEach(root -> anchors.addAll(TrustFiles.roots(root)));
      if (anchors.isEmpty()) {
        anchors.add(TrustAnchor.standard());
      }
      List<X509CRLHolder> revocationLists = new ArrayList<>();
      lists.forEach(list -> revocationLists.addAll(TrustFiles.revocationLists(list)));
      Policy wanted = policy == null ? Policy.standard() : PolicyReader.read(policy);
      return new Request(
          anchors,
          time(),
          Optional.ofNullable(reportData).map(Verify::bytes),
          lax ? wanted.withStrict(false) : wanted,
          revocationLists,
          Nonces.NONE);
    }

    private Instant time() {
      try {
        return at == null ? Request.DEFAULT_TIME : Instant.parse(at);
      } catch (DateTimeParseException e) {
        throw new BadInput("--at: not a time as 2026-01-01T00:00:00Z: '" + at + "'", e);
      }
    }

    private static byte[] bytes(String hex) {
      try {
        byte[] bytes = HexFormat.of().parseHex(hex);
        if (bytes.length == REPORT_DATA_SIZE) {
          return bytes;
        }
      } catch (IllegalArgumentException e) {
        throw new BadInput("--report-data: not hex: '" + hex + "'", e);
      }
      throw new BadInput(
          "--report-data: needs " + 2 * REPORT_DATA_SIZE + " hex digits, got " + hex.length());
    }
  }
}
