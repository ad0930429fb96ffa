package org.seamreplay.dice.issue;

import java.util.function.Supplier;
import org.seamreplay.dice.cbor.Code;
import org.seamreplay.dice.verify.Outcome;
import org.seamreplay.dice.verify.Request;

/**
 * Evidence with one defect.
 *
 * @param name what is wrong with it
 * @param code how the verifier is to call it
 * @param outcome how its step is to end
 * @param source makes the evidence
 * @param request what the verifier is asked
 */
public record Defect(
    String name, Code code, Outcome outcome, Supplier<byte[]> source, Request request) {

  Defect(String name, Code code, Supplier<byte[]> source) {
    this(name, code, Outcome.FAILED, source, Request.standard());
  }

  Defect(String name, Code code, Supplier<byte[]> source, Request request) {
    this(name, code, Outcome.FAILED, source, request);
  }

  Defect undecided() {
    return new Defect(name, code, Outcome.UNDECIDED, source, request);
  }

  public byte[] input() {
    return source.get();
  }

  @Override
  public String toString() {
    return "%s: %s".formatted(code, name);
  }
}
