package org.seamreplay.diff;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Calls of both traces that are to be aligned: record by record, or folded anew. */
interface CallPlaces {
  /** A number for each call or loop of the expected trace; equal ones have the same. */
  int[] tokensA();

  /** The same for the other trace. */
  int[] tokensB();

  CallLoop runA(int place);

  CallLoop runB(int place);

  /** Record by record. */
  static CallPlaces records(TraceLines a, int[] linesA, TraceLines b, int[] linesB) {
    return new Records(a, linesA, b, linesB);
  }

  /** Folded anew, so that it does not matter how the records were folded. */
  static CallPlaces refolded(Collection<CallLoop> a, Collection<CallLoop> b) {
    Map<CallLoop, Integer> tokens = new HashMap<>();
    List<CallLoop> runsA = Refold.evenly(a);
    List<CallLoop> runsB = Refold.evenly(b);
    return new Refolded(
        runsA, runsB, Refolded.tokens(runsA, tokens), Refolded.tokens(runsB, tokens));
  }

  /** The places are lines. */
  record Records(TraceLines a, int[] linesA, TraceLines b, int[] linesB) implements CallPlaces {
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
    public CallLoop runA(int place) {
      return a.run(linesA[place]);
    }

    @Override
    public CallLoop runB(int place) {
      return b.run(linesB[place]);
    }
  }

  /** The places are loops. */
  record Refolded(List<CallLoop> runsA, List<CallLoop> runsB, int[] tokensA, int[] tokensB)
      implements CallPlaces {
    private static int[] tokens(List<CallLoop> runs, Map<CallLoop, Integer> tokens) {
      int[] result = new int[runs.size()];
      for (int i = 0; i < result.length; i++) {
        result[i] = tokens.computeIfAbsent(runs.get(i), run -> tokens.size());
      }
      return result;
    }

    @Override
    public CallLoop runA(int place) {
      return runsA.get(place);
    }

    @Override
    public CallLoop runB(int place) {
      return runsB.get(place);
    }
  }
}
