package org.seamreplay.dice.verify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.seamreplay.dice.cbor.CheckStep;
import org.seamreplay.dice.cbor.Code;
import org.seamreplay.dice.cbor.Hex;
import org.seamreplay.dice.cbor.QuoteFinding;
import org.seamreplay.dice.cert.Certificate;
import org.seamreplay.dice.cert.CertificatePath;
import org.seamreplay.dice.cert.DiceOids;
import org.seamreplay.dice.cert.Layer;
import org.seamreplay.dice.cert.ModuleVendorInfo;
import org.seamreplay.dice.cert.P384;
import org.seamreplay.dice.cert.TcbInfo;
import org.seamreplay.dice.cert.TrustDomain;
import org.seamreplay.dice.quote.Field;
import org.seamreplay.dice.quote.QuoteClaims;
import org.seamreplay.text.Plural;

/**
 * Steps 33 to 39: the DICE layers and how they bind the claims. Under Intel's root a layer that is
 * not as this model has it decides nothing, because the layers of production platforms are not
 * public.
 */
final class LayerChecks {
  /** The layer of the TDX module. */
  private static final long MODULE_LAYER = 2;

  private static final String[] FLAG_NAMES = {"notConfigured", "notSecure", "recovery", "debug"};

  private final CertificatePath path;
  private final QuoteClaims claims;
  private final Policy policy;
  private List<Layer> layers = List.of();

  LayerChecks(CertificatePath path, QuoteClaims claims, Policy policy) {
    this.path = path;
    this.claims = claims;
    this.policy = policy;
  }

  /** The layers from the leaf, once step 33 holds. */
  List<Layer> layers() {
    return layers;
  }

  void run(Ledger ledger) {
    judge(ledger, CheckStep.TCB_INFO, extensions());
    if (layers.isEmpty()) {
      return;
    }
    judge(ledger, CheckStep.LAYER_ORDER, order());
    judge(ledger, CheckStep.LAYER_DIGESTS, digests());
    judge(ledger, CheckStep.LAYER_FLAGS, flags());
    judge(ledger, CheckStep.BINDING_MODULE, module());
    judge(ledger, CheckStep.BINDING_SVN, svn());
    judge(ledger, CheckStep.BINDING_ISSUER, issuer());
  }

  private void judge(Ledger ledger, CheckStep step, Optional<QuoteFinding> finding) {
    if (finding.isPresent() && path.anchor().domain() == TrustDomain.INTEL) {
      ledger.undecided(step, finding.stream().toList());
    } else {
      ledger.judge(step, finding);
    }
  }

  /**
   * Every certificate but the vendor's at the top is a layer; the topmost layer may be a device.
   */
  private Optional<QuoteFinding> extensions() {
    List<Layer> found = new ArrayList<>();
    int count = Math.max(1, path.certificates().size() - 1);
    for (int i = 0; i < count; i++) {
      Certificate certificate = path.certificates().get(i);
      try {
        Layer layer = Layer.of(certificate);
        boolean device = i > 0 && i == count - 1 && layer.ueid().isPresent();
        if (layer.infos().isEmpty() && !device) {
          return found(Code.E_TCBINFO_MISSING, certificate, "has no TcbInfo");
        }
        found.add(layer);
      } catch (IllegalArgumentException e) {
        return found(Code.E_TCBINFO_DER, certificate, e.getMessage());
      }
    }
    layers = List.copyOf(found);
    return Optional.empty();
  }

  private Optional<QuoteFinding> order() {
    for (int i = 0; i < layers.size(); i++) {
      Layer layer = layers.get(i);
      Optional<Long> number = layer.number();
      if (number.isEmpty()) {
        return found(Code.E_LAYER_ORDER, layer.certificate(), "has no layer number");
      }
      Optional<Long> below = i + 1 < layers.size() ? layers.get(i + 1).number() : Optional.empty();
      if (below.isPresent() && number.get() != below.get() + 1) {
        return found(
            Code.E_LAYER_ORDER,
            layer.certificate(),
            "is layer %d, but its issuer is layer %d".formatted(number.get(), below.get()));
      }
    }
    return Optional.empty();
  }

  private Optional<QuoteFinding> digests() {
    for (Layer layer : layers) {
      for (TcbInfo info : layer.infos()) {
        if (info.fwids().isEmpty()) {
          return found(Code.E_FWID, layer.certificate(), "has no digest (fwids)");
        }
        for (TcbInfo.Fwid fwid : info.fwids()) {
          if (!fwid.algorithm().equals(DiceOids.SHA384) || fwid.digest().length != P384.SIZE) {
            return found(
                Code.E_FWID,
                layer.certificate(),
                "has a digest of %s with algorithm %s, not SHA-384"
                    .formatted(Plural.of(fwid.digest().length, "byte"), fwid.algorithm()));
          }
        }
      }
    }
    return Optional.empty();
  }

  private Optional<QuoteFinding> flags() {
    for (Layer layer : layers) {
      for (TcbInfo info : layer.infos()) {
        int refused = info.assertedFlags() & ~policy.keys().flags();
        for (int i = 0; i < FLAG_NAMES.length; i++) {
          if ((refused & (TcbInfo.NOT_CONFIGURED >>> i)) != 0) {
            return found(
                Code.E_LAYER_FLAGS,
                layer.certificate(),
                "is in a mode that is not allowed: " + FLAG_NAMES[i]);
          }
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Layer> moduleLayer() {
    return layers.stream()
        .filter(layer -> layer.number().filter(n -> n == MODULE_LAYER).isPresent())
        .findFirst();
  }

  private Optional<QuoteFinding> module() {
    Optional<Layer> module = moduleLayer();
    if (module.isEmpty()) {
      return found(
          Code.E_BIND_MRSEAM, path.leaf(), "has no layer %d above it".formatted(MODULE_LAYER));
    }
    Certificate certificate = module.get().certificate();
    TcbInfo info = module.get().info().orElseThrow();
    byte[] mrSeam = claims.bytes(Field.MRSEAM);
    if (info.fwids().stream().noneMatch(fwid -> Arrays.equals(fwid.digest(), mrSeam))) {
      return found(
          Code.E_BIND_MRSEAM,
          certificate,
          "measures %s, the claims' MRSEAM is %s"
              .formatted(
                  info.fwids().stream()
                      .findFirst()
                      .map(f -> Hex.brief(f.digest()))
                      .orElse("nothing"),
                  Hex.brief(mrSeam)));
    }
    ModuleVendorInfo vendor;
    try {
      vendor = ModuleVendorInfo.parse(info.vendorInfo().orElse(new byte[0]));
    } catch (IllegalArgumentException e) {
      return found(Code.E_BIND_SEAM, certificate, e.getMessage());
    }
    return differs(certificate, Field.MRSIGNERSEAM, vendor.mrSignerSeam())
        .or(() -> differs(certificate, Field.SEAMATTRIBUTES, vendor.seamAttributes()))
        .or(() -> differs(certificate, Field.TEE_TCB_SVN, vendor.teeTcbSvn()))
        .or(() -> differs(certificate, Field.TEE_TCB_SVN2, vendor.teeTcbSvn2()));
  }

  private Optional<QuoteFinding> differs(Certificate certificate, Field field, byte[] certified) {
    byte[] claimed = claims.bytes(field);
    return Arrays.equals(certified, claimed)
        ? Optional.empty()
        : found(
            Code.E_BIND_SEAM,
            certificate,
            "certifies %s %s, the claims have %s"
                .formatted(field, Hex.brief(certified), Hex.brief(claimed)));
  }

  private Optional<QuoteFinding> svn() {
    long current = claims.bytes(Field.TEE_TCB_SVN2)[0] & 0xff;
    List<Layer> bound = new ArrayList<>(List.of(layers.get(0)));
    moduleLayer().ifPresent(bound::add);
    for (Layer layer : bound) {
      Optional<Long> svn = layer.info().flatMap(TcbInfo::svn);
      if (svn.isEmpty() || svn.get() != current) {
        return found(
            Code.E_BIND_SVN,
            layer.certificate(),
            "has security version %s, TEE_TCB_SVN2[0] is %d"
                .formatted(svn.map(String::valueOf).orElse("none"), current));
      }
    }
    return Optional.empty();
  }

  private Optional<QuoteFinding> issuer() {
    boolean issued =
        layers.size() > 1
            && layers.get(1).number().filter(number -> number == MODULE_LAYER).isPresent();
    return issued
        ? Optional.empty()
        : found(
            Code.E_BIND_LAYER,
            path.leaf(),
            "was issued by \"%s\", not by the module's layer".formatted(path.issuer(0).name()));
  }

  private static Optional<QuoteFinding> found(Code code, Certificate certificate, String message) {
    return Optional.of(
        new QuoteFinding(
            code, certificate.offset(), "\"%s\" %s".formatted(certificate.name(), message)));
  }
}
