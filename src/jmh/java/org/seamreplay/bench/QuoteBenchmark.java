package org.seamreplay.bench;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.seamreplay.dice.verify.Request;
import org.seamreplay.dice.verify.Verification;
import org.seamreplay.dice.verify.Verifier;
import org.seamreplay.module.port.QuoteSource.QuoteRequest;
import org.seamreplay.module.profile.ModuleImage;
import org.seamreplay.module.profile.ModuleProfile;
import org.seamreplay.replay.boundary.DiceQuotes;

/** Evidence: a quote with keys that exist, the first with new keys, and verifying one. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class QuoteBenchmark {
  private final ModuleProfile module = ModuleProfile.load("tdx-ext");
  private final byte[] mrSeam = ModuleImage.of(module).measurement();
  private final byte[] report = report();
  private final byte[] quote = quote();
  private int generation = 1;

  private byte[] report() {
    ByteBuffer bytes = ByteBuffer.allocate(1024).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(0, (byte) 0x81).put(264, module.attestation().teeTcbSvn()).put(280, mrSeam);
    return bytes.putLong(520, 3).array();
  }

  private byte[] quote(int keys) {
    byte[] svn = module.attestation().teeTcbSvn();
    return new DiceQuotes()
        .quote(new QuoteRequest(module, mrSeam, svn, module.features(), keys, 0xFFFF, report));
  }

  @Benchmark
  public byte[] quote() {
    return quote(1);
  }

  @Benchmark
  public byte[] firstQuoteWithNewKeys() {
    return quote(++generation);
  }

  @Benchmark
  public Verification verify() {
    return new Verifier(Request.standard()).verify(quote);
  }
}
