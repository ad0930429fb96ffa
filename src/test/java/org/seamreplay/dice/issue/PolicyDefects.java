package org.seamreplay.dice.issue;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.seamreplay.dice.cbor.Cbor;
import org.seamreplay.dice.cbor.Code;
import org.seamreplay.dice.cbor.Hex;
import org.seamreplay.dice.cert.DiceOids;
import org.seamreplay.dice.cert.TrustAnchor;
import org.seamreplay.dice.cert.TrustDomain;
import org.seamreplay.dice.quote.EventLogs;
import org.seamreplay.dice.quote.Field;
import org.seamreplay.dice.quote.Part;
import org.seamreplay.dice.quote.QuoteBundle;
import org.seamreplay.dice.quote.QuoteShape;
import org.seamreplay.dice.verify.Policy;
import org.seamreplay.dice.verify.Request;

/** Defects of steps 40 to 55: authentic evidence that is not what the caller wants. */
public final class PolicyDefects {
  private static final Policy STANDARD = Policy.standard();

  private PolicyDefects() {}

  public static List<Defect> all() {
    List<Defect> all = new ArrayList<>();
    all.addAll(freshness());
    all.addAll(module());
    all.addAll(td());
    all.addAll(trust());
    return all;
  }

  private static Defect wanted(String name, Code code, Policy policy) {
    return new Defect(name, code, () -> new Forge().build(), Request.standard().withPolicy(policy));
  }

  private static Defect made(String name, Code code, UnaryOperator<Forge> change) {
    return new Defect(name, code, () -> change.apply(new Forge()).build());
  }

  private static Defect field(String name, Code code, Field field, byte[] value) {
    return made(
        name,
        code,
        forge -> {
          forge.fields.put(field, value);
          return forge;
        });
  }

  private static Defect module(String name, Code code, ModuleIdentity module) {
    return new Defect(name, code, () -> new Forge(module).build());
  }

  private static List<Defect> freshness() {
    Policy nonce =
        new Policy(
            true,
            STANDARD.algorithms(),
            STANDARD.profiles(),
            Optional.empty(),
            false,
            true,
            false,
            STANDARD.module(),
            STANDARD.tcb(),
            STANDARD.td(),
            STANDARD.keys());
    return List.of(
        new Defect(
            "other report data",
            Code.E_REPORTDATA_MISMATCH,
            () -> new Forge().build(),
            Request.standard().withReportData(new byte[64])),
        new Defect(
            "report data all zero",
            Code.E_NONCE_WEAK,
            () -> {
              Forge forge = new Forge();
              forge.reportData = new byte[64];
              return forge.build();
            },
            Request.standard().withPolicy(nonce)),
        new Defect(
            "seen before",
            Code.E_REPLAY,
            () -> new Forge().build(),
            Request.standard().withNonces(reportData -> true)));
  }

  private static ModuleIdentity identity(byte[] signer, byte[] attributes, byte[] svn) {
    ModuleIdentity first = SampleModule.first();
    return new ModuleIdentity(
        first.version(),
        first.mrSeam(),
        signer,
        attributes,
        svn,
        first.teeTcbSvn2(),
        first.features(),
        false);
  }

  private static List<Defect> module() {
    ModuleIdentity first = SampleModule.first();
    byte[] debug = {1, 0, 0, 0, 0, 0, 0, 0};
    return List.of(
        module(
            "module with attributes",
            Code.E_SEAM_DEBUG,
            identity(first.mrSignerSeam(), debug, first.teeTcbSvn())),
        module(
            "module of another signer",
            Code.E_SEAM_SIGNER,
            identity(SampleModule.filled(1, 48), first.seamAttributes(), first.teeTcbSvn())),
        wanted(
            "module that is not listed",
            Code.E_SEAM_UNKNOWN,
            module(
                new Policy.Module(
                    STANDARD.module().attributes(),
                    STANDARD.module().signers(),
                    List.of("33".repeat(48)),
                    OptionalInt.of(8)))),
        wanted(
            "module's version below the level",
            Code.E_TCB_OUT_OF_DATE,
            tcb(List.of(9, 9, 2), Map.of("TDX_01", 6))),
        wanted(
            "platform below the minimum",
            Code.E_TCB_OUT_OF_DATE,
            tcb(List.of(0, 0, 3), Map.of("TDX_01", 5))),
        wanted(
            "no level for the module's version",
            Code.E_TCB_NO_MATCH,
            tcb(List.of(5, 1, 2), Map.of("TDX_03", 1))),
        module(
            "current versions below those at the start",
            Code.E_TCB_ROLLBACK,
            identity(first.mrSignerSeam(), first.seamAttributes(), SampleModule.svn(5, 1, 3))));
  }

  private static List<Defect> td() {
    List<Defect> all = new ArrayList<>();
    all.add(attributes("TD under debugging", Code.E_TD_DEBUG, 1));
    all.add(attributes("TD under profiling", Code.E_TD_DEBUG, 1 << 5));
    all.add(attributes("attribute bit 40", Code.E_TD_ATTR, 1L << 40));
    all.add(attributes("TD can be migrated", Code.E_SERVTD, 1L << 29));
    all.add(field("XFAM without SSE", Code.E_XFAM, Field.XFAM, number(1)));
    all.add(field("XFAM bit 60", Code.E_XFAM, Field.XFAM, number(3 | 1L << 60)));
    all.add(
        field(
            "service TD that is not listed",
            Code.E_SERVTD,
            Field.SERVTD_HASH,
            SampleModule.filled(1, 48)));
    Map<Field, Code> codes = new EnumMap<>(Field.class);
    codes.put(Field.MRTD, Code.E_MRTD);
    codes.put(Field.MRCONFIGID, Code.E_MRCONFIG);
    codes.put(Field.MROWNER, Code.E_MROWNER);
    codes.put(Field.MROWNERCONFIG, Code.E_MROWNERCONFIG);
    codes.put(Field.RTMR0, Code.E_RTMR);
    codes.put(Field.RTMR1, Code.E_RTMR);
    codes.put(Field.RTMR2, Code.E_RTMR);
    codes.put(Field.RTMR3, Code.E_RTMR);
    all.add(
        new Defect(
            "event log that comes to other registers",
            Code.E_EVENTLOG,
            () -> bundle(EventLogs.log(EventLogs.event(1, 1, SampleModule.filled(1, 48))))));
    all.add(new Defect("event log that is none", Code.E_EVENTLOG, () -> bundle(new byte[100])));
    codes.forEach(
        (field, code) ->
            all.add(
                wanted(
                    "other " + field,
                    code,
                    td(Map.of(field, List.of("ee".repeat(48), "ef".repeat(48)))))));
    return all;
  }

  private static byte[] bundle(byte[] eventLog) {
    return QuoteBundle.encode(new Forge().build(), Optional.empty(), Optional.of(eventLog));
  }

  private static Defect attributes(String name, Code code, long bits) {
    return field(name, code, Field.TD_ATTRIBUTES, number(SampleModule.TD_ATTRIBUTES | bits));
  }

  private static byte[] number(long value) {
    return KeyDerivation.littleEndian(value);
  }

  private static List<Defect> trust() {
    String loaderId = Hex.of(new Forge().link(Forge.LOADER).key().id());
    TrustAnchor model = TrustAnchor.standard();
    return List.of(
        wanted("key of generation 1", Code.E_GENERATION, keys(2, Set.of(), Set.of())),
        wanted(
            "loader's key is denied", Code.E_PLATFORM_DENIED, keys(0, Set.of(loaderId), Set.of())),
        wanted(
            "device is not listed",
            Code.E_PLATFORM_DENIED,
            keys(0, Set.of(), Set.of("01" + "00".repeat(32)))),
        made("claim -202", Code.E_UNKNOWN_CLAIM, f -> f.claim(-202, Cbor.integer(1))),
        made(
            "padding that is not zero",
            Code.E_UNKNOWN_CLAIM,
            f -> f.claim(QuoteShape.PADDING_CLAIM, Cbor.bytes(new byte[] {1}))),
        made(
            "entry of the platform's instance",
            Code.E_UNKNOWN_CLAIM,
            f ->
                f.collection(all -> Forge.replace(all, DiceOids.QUOTE_PARTS + ".6.0", Cbor.map()))),
        made(
            "a third evidence of the platform",
            Code.E_UNKNOWN_CLAIM,
            f -> f.evidenceItem(Part.PLATFORM_TCB, "2", Cbor.integer(0))),
        made(
            "measurement -202",
            Code.E_UNKNOWN_CLAIM,
            f -> {
              var values = f.values(Part.SERVICE_TD, "0");
              values.add(Cbor.entry(-202, Cbor.integer(0)));
              return f.evidence(
                  Part.SERVICE_TD, "0", EvidenceWriter.evidence(Part.SERVICE_TD, Cbor.map(values)));
            }),
        wanted("a production root is wanted", Code.E_TRUST_DOMAIN, domain(TrustDomain.INTEL)),
        new Defect(
            "model's profile under Intel's root",
            Code.E_PROFILE_ANCHOR,
            () -> new Forge().build(),
            Request.standard()
                .withAnchors(List.of(new TrustAnchor(model.certificate(), TrustDomain.INTEL)))),
        made(
            "Intel's profile under the model's root",
            Code.E_PROFILE_ANCHOR,
            f -> f.claim(265, Cbor.bytes(DiceOids.contents(DiceOids.INTEL_PROFILE)))));
  }

  static Policy module(Policy.Module module) {
    return new Policy(
        true,
        STANDARD.algorithms(),
        STANDARD.profiles(),
        Optional.empty(),
        false,
        false,
        false,
        module,
        STANDARD.tcb(),
        STANDARD.td(),
        STANDARD.keys());
  }

  static Policy tcb(List<Integer> minimum, Map<String, Integer> modules) {
    return new Policy(
        true,
        STANDARD.algorithms(),
        STANDARD.profiles(),
        Optional.empty(),
        false,
        false,
        false,
        STANDARD.module(),
        new Policy.Tcb(minimum, modules),
        STANDARD.td(),
        STANDARD.keys());
  }

  static Policy td(Map<Field, List<String>> expected) {
    Policy.Td td = STANDARD.td();
    return new Policy(
        true,
        STANDARD.algorithms(),
        STANDARD.profiles(),
        Optional.empty(),
        false,
        false,
        false,
        STANDARD.module(),
        STANDARD.tcb(),
        new Policy.Td(false, false, td.attributes(), td.xfam(), expected, td.serviceTds()),
        STANDARD.keys());
  }

  public static Policy keys(long generation, Set<String> denied, Set<String> devices) {
    return new Policy(
        true,
        STANDARD.algorithms(),
        STANDARD.profiles(),
        Optional.empty(),
        false,
        false,
        false,
        STANDARD.module(),
        STANDARD.tcb(),
        STANDARD.td(),
        new Policy.Keys(0, generation, denied, devices));
  }

  static Policy domain(TrustDomain domain) {
    return new Policy(
        true,
        STANDARD.algorithms(),
        STANDARD.profiles(),
        Optional.of(domain),
        false,
        false,
        false,
        STANDARD.module(),
        STANDARD.tcb(),
        STANDARD.td(),
        STANDARD.keys());
  }
}
