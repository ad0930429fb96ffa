package org.seamreplay.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.seamreplay.dice.issue.DiceQuoter;
import org.seamreplay.dice.issue.LoaderIdentity;
import org.seamreplay.dice.issue.ModuleIdentity;
import org.seamreplay.dice.issue.Seeds;
import org.seamreplay.dice.quote.QuoteShape;

/** Good files that the program makes, for who wants to spoil them. */
final class HostileSamples {
  private static byte[] bundle;

  private HostileSamples() {}

  /** A quote that verifies. */
  static byte[] quote() {
    ModuleIdentity module =
        new ModuleIdentity(
            "1.5.16",
            new byte[48],
            new byte[48],
            new byte[8],
            new byte[16],
            new byte[16],
            0,
            false);
    ByteBuffer report = ByteBuffer.allocate(1024).order(ByteOrder.LITTLE_ENDIAN);
    report.put(0, (byte) 0x81);
    report.putLong(520, 3);
    return new DiceQuoter(
            Seeds.standard(), LoaderIdentity.standard(), module, 1, QuoteShape.standard())
        .quote(report.array());
  }

  /** A bundle that is reproduced. */
  static synchronized byte[] bundle() throws IOException {
    if (bundle == null) {
      Path directory = Files.createTempDirectory("hostile");
      Path file = directory.resolve("good.bundle");
      ByteArrayOutputStream said = new ByteArrayOutputStream();
      PrintStream stream = new PrintStream(said, true, java.nio.charset.StandardCharsets.UTF_8);
      int code =
          Main.run(
              new Environment(stream, stream, System.getenv(), false),
              "bundle",
              "create",
              file.toString(),
              "--series",
              "none",
              "--scenario",
              "boot",
              "--platform",
              "laptop-8g");
      if (code != ExitCode.OK) {
        throw new AssertionError(said.toString(java.nio.charset.StandardCharsets.UTF_8));
      }
      bundle = Files.readAllBytes(file);
      Files.delete(file);
      Files.delete(directory);
    }
    return bundle.clone();
  }
}
