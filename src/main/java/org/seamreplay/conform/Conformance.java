package org.seamreplay.conform;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.seamreplay.abi.LeafTable;
import org.seamreplay.conform.Player.Outcome;
import org.seamreplay.conform.Vectors.Sequence;
import org.seamreplay.conform.Vectors.Setup;
import org.seamreplay.module.profile.ModuleImage;
import org.seamreplay.platform.MachineProfile;

/** Plays a vector file into the module and counts where it agrees. */
public final class Conformance {
  private static final int KEPT = 4096;
  private static final int TDCALL = 77;

  private final Vectors vectors;
  private final MachineProfile platform;
  private final ModuleImage image;
  private final LeafTable leaves;
  private final Set<String> judgedSetups = new HashSet<>();
  private final Map<String, Tally> byLeaf = new TreeMap<>();
  private final List<Disagreement> disagreements = new ArrayList<>();
  private int agreed;
  private int disagreed;
  private int notModelled;

  /**
   * A place where the module answers in another way than the file.
   *
   * @param leaf what was called
   * @param sequence number of the sequence; 0 in a setup
   * @param tag what the sequence is about, or the name of the setup
   * @param setup what it starts from
   * @param step the item in it, from 1
   * @param differences register or place, expected and got
   */
  public record Disagreement(
      String leaf, long sequence, String tag, String setup, int step, List<String> differences) {}

  /** What became of the steps of one leaf. */
  public static final class Tally {
    private int agreed;
    private int disagreed;
    private int notModelled;
    private Disagreement first;
    private String missing = "";

    /** Steps with the same answer. */
    public int agreed() {
      return agreed;
    }

    /** Steps with another answer. */
    public int disagreed() {
      return disagreed;
    }

    /** Steps that the model has no answer to. */
    public int notModelled() {
      return notModelled;
    }

    /** The disagreement in the shortest sequence; null if there is none. */
    public Disagreement first() {
      return first;
    }

    /** What the model lacks; empty if nothing. */
    public String missing() {
      return missing;
    }
  }

  private Conformance(Vectors vectors, MachineProfile platform, ModuleImage image) {
    this.vectors = vectors;
    this.platform = platform;
    this.image = image;
    this.leaves = image.profile().abi().leaves();
  }

  /**
   * Plays all of a file.
   *
   * @param file what to call it
   */
  public static Conformance of(
      String file, BufferedReader in, MachineProfile platform, ModuleImage image)
      throws IOException {
    Conformance conformance = new Conformance(VectorReader.read(file, in), platform, image);
    conformance.vectors.sequences().forEach(conformance::play);
    return conformance;
  }

  private void play(Sequence sequence) {
    Player player = new Player(platform, image);
    for (Setup setup : vectors.chain(sequence.setup())) {
      boolean judged = !judgedSetups.add(setup.name());
      judge(player, setup.items(), 0, setup.name(), setup.base(), !judged);
    }
    player.play(new Item.Interrupts(false));
    judge(player, sequence.items(), sequence.id(), sequence.tag(), sequence.setup(), true);
  }

  private void judge(
      Player player, List<Item> items, long sequence, String tag, String setup, boolean counted) {
    String leaf = "";
    for (int i = 0; i < items.size(); i++) {
      Item item = items.get(i);
      Outcome outcome = player.play(item);
      if (item instanceof Item.Call call) {
        leaf = leaves.name(call.operands()[0]);
      } else if (item instanceof Item.GuestExit exit) {
        leaf = name(exit);
      }
      boolean step = item instanceof Item.Call || item instanceof Item.GuestExit;
      if (counted && (step || item instanceof Item.Memory)) {
        count(outcome, new Disagreement(leaf, sequence, tag, setup, i + 1, List.of()), step);
      }
    }
  }

  private String name(Item.GuestExit exit) {
    boolean tdcall = exit.exit().reason() == TDCALL;
    return tdcall
        ? leaves.tdcallName(exit.exit().registers()[0])
        : "VM exit " + (exit.exit().reason() & 0xFFFF);
  }

  private void count(Outcome outcome, Disagreement where, boolean step) {
    Tally tally = byLeaf.computeIfAbsent(where.leaf(), key -> new Tally());
    if (outcome instanceof Outcome.Differs differs) {
      Disagreement found =
          new Disagreement(
              where.leaf(),
              where.sequence(),
              where.tag(),
              where.setup(),
              where.step(),
              differs.differences());
      tally.disagreed++;
      disagreed++;
      if (tally.first == null || found.step() < tally.first.step()) {
        tally.first = found;
      }
      if (disagreements.size() < KEPT) {
        disagreements.add(found);
      }
    } else if (outcome instanceof Outcome.NotModelled missing) {
      tally.notModelled++;
      tally.missing = missing.what();
      notModelled++;
    } else if (step) {
      tally.agreed++;
      agreed++;
    }
  }

  /** Steps by leaf, in the order of names. */
  public Map<String, Tally> byLeaf() {
    return byLeaf;
  }

  /** The disagreements in the order of the file; no more than some thousand are kept. */
  public List<Disagreement> disagreements() {
    return disagreements;
  }

  /** Steps with the same answer. */
  public int agreed() {
    return agreed;
  }

  /** Steps with another answer. */
  public int disagreed() {
    return disagreed;
  }

  /** Steps that the model has no answer to. */
  public int notModelled() {
    return notModelled;
  }
}
