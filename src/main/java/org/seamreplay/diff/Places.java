package org.seamreplay.diff;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Calls of both traces that are to be aligned: record by record, or folded anew. */
interface Places {
  /** A number for each call or loop of the expected trace; equal ones have the same. */
  int[] tokensA();

  /** The same for the other trace. */
  int[] tokensB();

  Run runA(int place);

  Run runB(int place);

  /** Record by record. */
  static Places records(TraceLines a, int[] linesA, TraceLines b, int[] linesB) {
    return new Records(a, linesA, b, linesB);
  }

  /** Folded anew, so that it does not matter how the records were folded. */
  static Places refolded(Collection<Run> a, Collection<Run> b) {
    Map<Run, Integer> tokens = new HashMap<>();
    List<Run> runsA = Refold.evenly(a);
    List<Run> runsB = Refold.evenly(b);
    return new Refolded(
        runsA, runsB, Refolded.tokens(runsA, tokens), Refolded.tokens(runsB, tokens));
  }

  /** The places are lines. */
  record Records(TraceLines a, int[] linesA, TraceLines b, int[] linesB) implements Places {
    @Override
    public int[] tokensA() {
      return tokens(a, linesA);
    }

    @Override
    public int[] tokensB() {
      return tokens(b, linesB);
    }

    private static int[] tokens(TraceLines lines, int[] places) {
      int[] tokens = new int[places.length];
      for (int i = 0; i < tokens.length; i++) {
        tokens[i] = lines.token(places[i]);
      }
      return tokens;
    }

    @Override
    public Run runA(int place) {
      return a.run(linesA[place]);
    }

    @Override
    public Run runB(int place) {
      return b.run(linesB[place]);
    }
  }

  /** The places are loops. */
  record Refolded(List<Run> runsA, List<Run> runsB, int[] tokensA, int[] tokensB)
      implements Places {
    private static int[] tokens(List<Run> runs, Map<Run, Integer> tokens) {
      int[] result = new int[runs.size()];
      for (int i = 0; i < result.length; i++) {
        result[i] = tokens.computeIfAbsent(runs.get(i), run -> tokens.size());
      }
      return result;
    }

    @Override
    public Run runA(int place) {
      return runsA.get(place);
    }

    @Override
    public Run runB(int place) {
      return runsB.get(place);
    }
  }
}
