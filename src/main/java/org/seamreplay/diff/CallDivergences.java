package org.seamreplay.diff;

import java.util.List;
import java.util.Optional;
import org.seamreplay.text.Plural;
import org.seamreplay.vm.SourceFrame;

/** Turns aligned calls into divergences: operand by operand, loops as one, moves as one. */
final class CallDivergences {
  private final List<Aligned> all;
  private final Moves moves;
  private final List<Divergence> out;

  /**
   * Whether the last loop may go on where equal calls are not listed, so its length is not known.
   */
  private boolean cut;

  CallDivergences(List<Aligned> all, Moves moves, List<Divergence> out) {
    this.all = all;
    this.moves = moves;
    this.out = out;
  }

  /** Adds what a range of the alignment holds. */
  void add(int from, int to) {
    int i = from;
    while (i < to) {
      Aligned here = all.get(i);
      Optional<Moves.Move> move = moves.at(i);
      if (move.isPresent()) {
        moved(move.get());
        i++;
      } else if (moves.isPart(i)) {
        i++;
      } else if (here.oneSided()) {
        i += oneSided(i, to);
      } else if (here.kind() == Aligned.Kind.CHANGED) {
        i += changed(i, to);
      } else {
        i++;
      }
    }
  }

  private void moved(Moves.Move move) {
    Aligned from = all.get(move.missing().get(0));
    int lastExtra = move.extra().get(move.extra().size() - 1);
    Aligned to = all.get(move.extra().get(0));
    long calls = 0;
    for (int i : move.missing()) {
      calls += all.get(i).run().calls();
    }
    boolean earlier = move.extra().get(0) < move.missing().get(0);
    Optional<CallLoop> neighbour = earlier ? next(lastExtra) : previous(move.extra().get(0));
    CallLoop run = from.run();
    out.add(
        new Divergence(
            Divergence.Kind.MOVED,
            run.record().leaf(),
            run.sequence(),
            to.run().sequence(),
            calls,
            "",
            CallText.call(run),
            CallText.call(to.run()),
            stack(to.run(), run),
            Cause.moved(calls, earlier, neighbour)));
  }

  /** The next call that the other trace makes. */
  private Optional<CallLoop> next(int index) {
    for (int i = index + 1; i < all.size() && !all.get(i).separates(); i++) {
      if (all.get(i).got().isPresent()) {
        return all.get(i).got();
      }
    }
    return Optional.empty();
  }

  /** The last call that the other trace has made. */
  private Optional<CallLoop> previous(int index) {
    for (int i = index - 1; i >= 0 && !all.get(i).separates(); i--) {
      if (all.get(i).got().isPresent()) {
        return all.get(i).got();
      }
    }
    return Optional.empty();
  }

  /** Calls that one trace does not have; returns how many entries of the alignment they take. */
  private int oneSided(int index, int to) {
    Aligned here = all.get(index);
    boolean missing = here.kind() == Aligned.Kind.MISSING;
    CallLoop first = here.run();
    CallLoop run = first;
    long calls = first.calls();
    int taken = 1;
    while (index + taken < to && follows(index + taken, here, first.sequence() + calls)) {
      CallLoop next = all.get(index + taken).run();
      CallLoop joined = run == null ? null : run.joined(next);
      if (joined == null && next.line() != first.line()) {
        break;
      }
      run = joined;
      calls += next.calls();
      taken++;
    }
    CallLoop whole = run == null ? first : loop(index, taken, run, missing);
    long without = whole.calls() - calls;
    boolean loop = run != null && without > 0;
    Optional<CallLoop> before = previous(index);
    long expected = missing ? whole.calls() : without;
    long got = missing ? without : whole.calls();
    String cause =
        loop
            ? Cause.loop(whole, expected, got)
            : missing ? Cause.missing(calls, before) : Cause.extra(first, calls, before);
    String text = CallText.call(run == null ? first : run);
    out.add(
        new Divergence(
            missing ? Divergence.Kind.MISSING : Divergence.Kind.EXTRA,
            first.record().leaf(),
            missing ? first.sequence() : -1,
            missing ? -1 : first.sequence(),
            calls,
            loop && !cut ? "calls" : "",
            loop && !cut ? count(whole, expected) : missing ? text : "",
            loop && !cut ? count(whole, got) : missing ? "" : text,
            first.record().stack(),
            cause));
    return taken;
  }

  private static String count(CallLoop whole, long calls) {
    long round = whole.depth() > 1 ? whole.calls() / whole.times(whole.depth() - 1) : 1;
    if (round > 1 && calls % round == 0) {
      return calls + " calls (" + calls / round + " x " + round + ")";
    }
    return Plural.of(calls, "call");
  }

  private boolean follows(int index, Aligned first, long sequence) {
    Aligned next = all.get(index);
    return next.kind() == first.kind()
        && !moves.isPart(index)
        && next.run().sequence() == sequence
        && next.run().sameShape(first.run());
  }

  /** The loop that a one-sided run is a part of, as far as both traces agree around it. */
  private CallLoop loop(int index, int taken, CallLoop run, boolean missing) {
    CallLoop whole = run;
    cut = false;
    for (int i = index - 1; i >= 0 && listed(i); i--) {
      CallLoop before = (missing ? all.get(i).expected() : all.get(i).got()).orElseThrow();
      CallLoop joined = before.joined(whole);
      if (joined == null) {
        break;
      }
      whole = joined;
    }
    for (int i = index + taken; i < all.size() && listed(i); i++) {
      CallLoop after = (missing ? all.get(i).expected() : all.get(i).got()).orElseThrow();
      CallLoop joined = whole.joined(after);
      if (joined == null) {
        break;
      }
      whole = joined;
    }
    return whole;
  }

  private boolean listed(int index) {
    cut |= all.get(index).kind() == Aligned.Kind.GAP;
    return all.get(index).kind() == Aligned.Kind.SAME;
  }

  /** Pairs in a row that differ in the same parts; returns how many entries they take. */
  private int changed(int index, int to) {
    Aligned here = all.get(index);
    CallLoop expected = here.expected().orElseThrow();
    CallLoop got = here.got().orElseThrow();
    List<CallDifference> parts = CallComparison.parts(expected, got);
    long calls = expected.calls();
    int taken = 1;
    while (index + taken < to) {
      Aligned next = all.get(index + taken);
      if (next.kind() != Aligned.Kind.CHANGED
          || next.expected().orElseThrow().sequence() != expected.sequence() + calls
          || next.got().orElseThrow().sequence() != got.sequence() + calls
          || Likeness.leaf(next.run()) != Likeness.leaf(expected)
          || !CallComparison.parts(next.expected().get(), next.got().get()).equals(parts)) {
        break;
      }
      calls += next.expected().get().calls();
      taken++;
    }
    Optional<CallLoop> before = previous(index);
    boolean passed = false;
    for (CallDifference part : parts) {
      passed |=
          part.kind() == Divergence.Kind.OPERAND
              || (part.kind() == Divergence.Kind.MEMORY && part.what().startsWith("read."));
    }
    for (CallDifference part : parts) {
      out.add(
          new Divergence(
              part.kind(),
              got.record().leaf(),
              expected.sequence(),
              got.sequence(),
              calls,
              part.what(),
              part.expected(),
              part.got(),
              stack(got, expected),
              Cause.part(part, got, before, passed)));
    }
    return taken;
  }

  private static List<SourceFrame> stack(CallLoop got, CallLoop expected) {
    return got.record().stack().isEmpty() ? expected.record().stack() : got.record().stack();
  }
}
