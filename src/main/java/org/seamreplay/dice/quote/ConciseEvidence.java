package org.seamreplay.dice.quote;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seamreplay.dice.cbor.CborItem;

/**
 * A TCG concise-evidence-map, of which a quote uses the first evidence triple's first measurement.
 *
 * @param place the item, for messages
 * @param values the measurement's values; empty after a defect
 * @param classId the environment's class-id
 * @param defect why it cannot be read
 * @param surplus what there is besides the one measurement
 * @param unknown entries that are not looked at
 */
public record ConciseEvidence(
    CborItem place,
    CborItem.Map values,
    Optional<CborItem> classId,
    Optional<String> defect,
    List<String> surplus,
    List<CborItem.Entry> unknown) {

  public static ConciseEvidence read(CborItem item) {
    List<String> surplus = new ArrayList<>();
    List<CborItem.Entry> unknown = new ArrayList<>();
    if (!(item instanceof CborItem.Map evidence)) {
      return defect(item, "%s, not a map".formatted(item.kind()));
    }
    if (!(member(evidence, 0, unknown) instanceof CborItem.Map triples)) {
      return defect(item, "no map of triples (key 0)");
    }
    if (!(member(triples, 0, unknown) instanceof CborItem.Array list) || list.items().isEmpty()) {
      return defect(triples, "no evidence triples (key 0)");
    }
    if (list.items().size() > 1) {
      surplus.add("%d evidence triples, one is due".formatted(list.items().size()));
    }
    if (!(list.items().get(0) instanceof CborItem.Array triple)
        || triple.items().size() != 2
        || !(triple.items().get(0) instanceof CborItem.Map environment)
        || !(triple.items().get(1) instanceof CborItem.Array measurements)
        || measurements.items().isEmpty()) {
      return defect(list, "an evidence triple is not an environment and measurements");
    }
    if (measurements.items().size() > 1) {
      surplus.add("%d measurements, one is due".formatted(measurements.items().size()));
    }
    if (!(measurements.items().get(0) instanceof CborItem.Map measurement)
        || !(member(measurement, 1, unknown) instanceof CborItem.Map values)) {
      return defect(measurements, "a measurement has no map of values (key 1)");
    }
    Optional<CborItem> classId =
        environment
            .get(0)
            .filter(CborItem.Map.class::isInstance)
            .flatMap(c -> ((CborItem.Map) c).get(0));
    return new ConciseEvidence(item, values, classId, Optional.empty(), surplus, unknown);
  }

  /** A map's member, null if it has none; its other members are noted. */
  private static CborItem member(CborItem.Map map, long key, List<CborItem.Entry> unknown) {
    for (CborItem.Entry entry : map.entries()) {
      if (!(entry.key() instanceof CborItem.Int number) || number.value() != key) {
        unknown.add(entry);
      }
    }
    return map.get(key).orElse(null);
  }

  private static ConciseEvidence defect(CborItem place, String what) {
    return new ConciseEvidence(
        place,
        new CborItem.Map(place.offset(), List.of()),
        Optional.empty(),
        Optional.of(what),
        List.of(),
        List.of());
  }
}
