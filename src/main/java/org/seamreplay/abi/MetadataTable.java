package org.seamreplay.abi;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.seamreplay.abi.MetadataField.Masks;
import org.seamreplay.platform.YamlNode;

/** The metadata fields of the module (global) and of a TD, in the order of iteration. */
public final class MetadataTable {
  private static final Masks NONE = new Masks(0, 0, 0);

  private final List<MetadataField> global;
  private final List<MetadataField> td;
  private final List<MetadataField> vcpu;
  private final Map<String, MetadataField> globalByName = new HashMap<>();

  MetadataTable(YamlNode yaml) {
    yaml.onlyKeys("global", "td", "vcpu");
    global = fields(yaml.get("global"), Masks.HOST);
    td = fields(yaml.get("td"), NONE);
    vcpu = yaml.find("vcpu").map(node -> fields(node, NONE)).orElse(List.of());
    global.forEach(field -> globalByName.putIfAbsent(field.name(), field));
  }

  private MetadataTable(MetadataTable before, List<MetadataField> more, YamlNode where) {
    td = before.td;
    vcpu = before.vcpu;
    List<MetadataField> all = new ArrayList<>(before.global);
    for (MetadataField field : more) {
      if (before.findGlobal(field.id()).isPresent() || field.value().isEmpty()) {
        throw where.invalid(field.name() + ": needs a value, and an id that no other field has");
      }
      all.add(field);
    }
    all.sort(Comparator.comparingLong(MetadataField::key));
    global = List.copyOf(all);
    global.forEach(field -> globalByName.putIfAbsent(field.name(), field));
  }

  /** This table with global fields that a profile defines. */
  MetadataTable with(YamlNode more) {
    return new MetadataTable(this, fields(more, Masks.HOST), more);
  }

  /** Fields of TDH.SYS.RD. */
  public List<MetadataField> global() {
    return global;
  }

  /** Fields of TDH.MNG.RD. */
  public List<MetadataField> td() {
    return td;
  }

  /** Fields of TDH.VP.RD. */
  public List<MetadataField> vcpu() {
    return vcpu;
  }

  /** The global field that contains the id's class and code. */
  public Optional<MetadataField> findGlobal(long id) {
    return find(global, id);
  }

  /** The global field of this name. */
  public Optional<MetadataField> global(String name) {
    return Optional.ofNullable(globalByName.get(name));
  }

  /**
   * The name of a global field by id, with an index where there are several: {@code
   * CPUID_CONFIG_VALUES[3].1}; empty if no known module has it.
   */
  public Optional<String> globalName(long id) {
    return findGlobal(id).map(field -> nameOf(field, id));
  }

  /** The name of a TD field by id. */
  public Optional<String> tdName(long id) {
    return find(td, id).map(field -> nameOf(field, id));
  }

  private static String nameOf(MetadataField field, long id) {
    int index = (int) (MetadataField.key(id) - field.key());
    String name = field.name();
    if (field.fields() > 1) {
      name += "[" + index / field.elements() + "]";
    }
    return field.elements() > 1 ? name + "." + index % field.elements() : name;
  }

  private static Masks masks(YamlNode node) {
    node.onlyKeys("host", "debug", "guest");
    return new Masks(mask(node, "host"), mask(node, "debug"), mask(node, "guest"));
  }

  private static long mask(YamlNode node, String who) {
    return node.find(who).map(m -> m.text().equals("all") ? -1L : m.number()).orElse(0L);
  }

  private static Optional<MetadataField> find(List<MetadataField> fields, long id) {
    long key = MetadataField.key(id);
    int low = 0;
    int high = fields.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      MetadataField field = fields.get(middle);
      if (key < field.key()) {
        high = middle - 1;
      } else if (key - field.key() < field.codes()) {
        return Optional.of(field);
      } else {
        low = middle + 1;
      }
    }
    return Optional.empty();
  }

  private static List<MetadataField> fields(YamlNode node, Masks unsaid) {
    List<MetadataField> fields = new ArrayList<>();
    long end = -1;
    for (YamlNode entry : node.list()) {
      entry.onlyKeys(
          "id", "name", "size", "elements", "fields", "value", "optional", "read", "write");
      MetadataField field =
          new MetadataField(
              entry.get("id").number(),
              entry.get("name").text(),
              entry.get("size").number(1, 8),
              entry.find("elements").map(n -> n.number(1, 1 << 16)).orElse(1),
              entry.find("fields").map(n -> n.number(1, 1 << 16)).orElse(1),
              entry.find("optional").map(YamlNode::flag).orElse(false),
              entry.find("value").map(YamlNode::number),
              entry.find("read").map(MetadataTable::masks).orElse(unsaid),
              entry.find("write").map(MetadataTable::masks).orElse(NONE));
      if (1 << ((field.id() >>> 32) & 3) != field.elementSize()) {
        throw entry.get("size").invalid("does not fit the size code of the id (bits 33:32)");
      }
      if (field.key() < end) {
        throw entry.get("id").invalid("not in the order of class and field code");
      }
      end = field.key() + field.codes();
      fields.add(field);
    }
    return List.copyOf(fields);
  }
}
