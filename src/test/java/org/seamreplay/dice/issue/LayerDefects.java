package org.seamreplay.dice.issue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.seamreplay.dice.cbor.Code;
import org.seamreplay.dice.cert.DiceOids;
import org.seamreplay.dice.cert.TcbInfo;
import org.seamreplay.dice.quote.Field;
import org.seamreplay.dice.verify.Request;

/** Defects of steps 33 to 39: the DICE layers and how they bind the claims. */
public final class LayerDefects {
  private LayerDefects() {}

  public static List<Defect> all() {
    List<Defect> all = new ArrayList<>();
    all.addAll(extensions());
    all.addAll(layers());
    all.addAll(bindings());
    return all;
  }

  private static List<Defect> extensions() {
    return List.of(
        new Defect(
            "leaf without TcbInfo",
            Code.E_TCBINFO_MISSING,
            () -> new Forge().edit(Forge.LEAF, d -> d.drop(DiceOids.TCB_INFO)).build()),
        new Defect(
            "loader without TcbInfo",
            Code.E_TCBINFO_MISSING,
            () -> new Forge().edit(Forge.LOADER, d -> d.drop(DiceOids.TCB_INFO)).build()),
        new Defect(
            "device without UEID",
            Code.E_TCBINFO_MISSING,
            () -> new Forge().edit(Forge.DEVICE, d -> d.drop(DiceOids.UEID)).build()),
        new Defect(
            "TcbInfo with a byte behind it",
            Code.E_TCBINFO_DER,
            () ->
                new Forge()
                    .edit(Forge.MODULE, d -> d.extend(DiceOids.TCB_INFO, trailing(d)))
                    .build()),
        new Defect(
            "TcbInfo is an empty octet string",
            Code.E_TCBINFO_DER,
            () ->
                new Forge()
                    .edit(Forge.MODULE, d -> d.extend(DiceOids.TCB_INFO, new byte[] {4, 0}))
                    .build()),
        new Defect(
            "TcbInfo with field 11",
            Code.E_TCBINFO_DER,
            () ->
                new Forge()
                    .edit(
                        Forge.MODULE,
                        d -> d.extend(DiceOids.TCB_INFO, new byte[] {0x30, 2, (byte) 0x8b, 0}))
                    .build()),
        new Defect(
            "TcbInfo and MultiTcbInfo",
            Code.E_TCBINFO_DER,
            () ->
                new Forge()
                    .edit(
                        Forge.MODULE,
                        d ->
                            d.extend(
                                DiceOids.MULTI_TCB_INFO,
                                false,
                                new DERSequence(d.template.tcbInfo().orElseThrow().toAsn1())))
                    .build()),
        new Defect(
            "MultiTcbInfoComp",
            Code.E_TCBINFO_DER,
            () ->
                new Forge()
                    .edit(
                        Forge.MODULE,
                        d -> {
                          d.drop(DiceOids.TCB_INFO);
                          d.extend(DiceOids.MULTI_TCB_INFO_COMP, false, new DERSequence());
                        })
                    .build()),
        new Defect(
            "broken UEID",
            Code.E_TCBINFO_DER,
            () ->
                new Forge()
                    .edit(Forge.DEVICE, d -> d.extend(DiceOids.UEID, new byte[] {0x30, 0}))
                    .build()));
  }

  private static List<Defect> layers() {
    return List.of(
        new Defect(
            "loader is layer 5",
            Code.E_LAYER_ORDER,
            () -> new Forge().edit(Forge.LOADER, d -> d.info(i -> layer(i, 5))).build()),
        new Defect(
            "leaf is layer 4",
            Code.E_LAYER_ORDER,
            () -> new Forge().edit(Forge.LEAF, d -> d.info(i -> layer(i, 4))).build()),
        new Defect(
            "loader without a digest",
            Code.E_FWID,
            () -> new Forge().edit(Forge.LOADER, d -> d.info(i -> fwids(i, List.of()))).build()),
        new Defect(
            "digest of 32 bytes",
            Code.E_FWID,
            () ->
                new Forge()
                    .edit(
                        Forge.LOADER,
                        d ->
                            d.info(
                                i ->
                                    fwids(
                                        i,
                                        List.of(new TcbInfo.Fwid(DiceOids.SHA384, new byte[32])))))
                    .build()),
        new Defect(
            "digest of another algorithm",
            Code.E_FWID,
            () ->
                new Forge()
                    .edit(
                        Forge.LOADER,
                        d ->
                            d.info(
                                i ->
                                    fwids(
                                        i,
                                        List.of(
                                            new TcbInfo.Fwid(DiceOids.SECP384R1, new byte[48])))))
                    .build()),
        new Defect("loader in debug mode", Code.E_LAYER_FLAGS, () -> flags(TcbInfo.DEBUG)),
        new Defect("loader in recovery", Code.E_LAYER_FLAGS, () -> flags(TcbInfo.RECOVERY)),
        new Defect("loader not secure", Code.E_LAYER_FLAGS, () -> flags(TcbInfo.NOT_SECURE)),
        new Defect(
            "loader not configured", Code.E_LAYER_FLAGS, () -> flags(TcbInfo.NOT_CONFIGURED)));
  }

  private static List<Defect> bindings() {
    return List.of(
        new Defect(
            "MRSEAM is not what the loader measured",
            Code.E_BIND_MRSEAM,
            () -> field(Field.MRSEAM, SampleModule.filled(0x99, 48))),
        new Defect(
            "no vendorInfo",
            Code.E_BIND_SEAM,
            () ->
                new Forge()
                    .edit(Forge.MODULE, d -> d.info(i -> i.withVendorInfo(new byte[1])))
                    .build()),
        new Defect(
            "TEE_TCB_SVN is not what the loader certified",
            Code.E_BIND_SEAM,
            () -> field(Field.TEE_TCB_SVN, SampleModule.svn(4, 1, 2))),
        new Defect(
            "TEE_TCB_SVN2 is not what the loader certified",
            Code.E_BIND_SEAM,
            () -> field(Field.TEE_TCB_SVN2, SampleModule.svn(7, 2, 2))),
        new Defect(
            "signer is not what the loader certified",
            Code.E_BIND_SEAM,
            () ->
                new Forge()
                    .edit(
                        Forge.MODULE,
                        d ->
                            d.info(i -> i.withVendorInfo(changed(i.vendorInfo().orElseThrow(), 0))))
                    .build()),
        new Defect(
            "attributes are not what the loader certified",
            Code.E_BIND_SEAM,
            () ->
                new Forge()
                    .edit(
                        Forge.MODULE,
                        d ->
                            d.info(
                                i -> i.withVendorInfo(changed(i.vendorInfo().orElseThrow(), 48))))
                    .build()),
        new Defect(
            "module's certificate has another svn",
            Code.E_BIND_SVN,
            () -> new Forge().edit(Forge.MODULE, d -> d.info(i -> svn(i, 8))).build()),
        new Defect(
            "leaf has another svn",
            Code.E_BIND_SVN,
            () -> new Forge().edit(Forge.LEAF, d -> d.info(i -> svn(i, 6))).build()),
        extraAuthority());
  }

  /** The module's layer issued an authority, and that the quoting key. */
  private static Defect extraAuthority() {
    Forge forge = new Forge();
    TcbInfo info = forge.link(Forge.LEAF).template().tcbInfo().orElseThrow();
    forge.insertAbove(
        Forge.LEAF,
        new CertificateTemplate(
            "Somebody",
            true,
            Optional.empty(),
            KeyUsage.keyCertSign,
            List.of(DiceOids.PURPOSE_ECA),
            Optional.empty(),
            Optional.of(info)));
    forge.edit(Forge.LEAF + 1, d -> d.info(i -> layer(i, 4)));
    for (int layer = Forge.ROOT; layer <= Forge.MODULE; layer++) {
      forge.edit(
          layer, d -> d.extend(Extension.basicConstraints, true, new BasicConstraints(true)));
    }
    return new Defect(
        "an authority between module and quoting key",
        Code.E_BIND_LAYER,
        forge::build,
        Request.standard().withAnchors(List.of(forge.root())));
  }

  private static byte[] flags(int flag) {
    return new Forge()
        .edit(Forge.LOADER, d -> d.info(i -> i.withFlags(flag | TcbInfo.FIXED_WIDTH)))
        .build();
  }

  private static byte[] field(Field field, byte[] value) {
    Forge forge = new Forge();
    forge.fields.put(field, value);
    return forge.build();
  }

  private static byte[] changed(byte[] bytes, int at) {
    byte[] changed = bytes.clone();
    changed[at] ^= 1;
    return changed;
  }

  private static byte[] trailing(Forge.Draft draft) {
    try {
      byte[] der = draft.template.tcbInfo().orElseThrow().toAsn1().getEncoded();
      return Arrays.copyOf(der, der.length + 1);
    } catch (java.io.IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static TcbInfo layer(TcbInfo i, long layer) {
    return new TcbInfo(
        i.vendor(),
        i.model(),
        i.version(),
        i.svn(),
        Optional.of(layer),
        i.index(),
        i.fwids(),
        i.flags(),
        i.vendorInfo(),
        i.type(),
        i.flagsMask());
  }

  private static TcbInfo svn(TcbInfo i, long svn) {
    return new TcbInfo(
        i.vendor(),
        i.model(),
        i.version(),
        Optional.of(svn),
        i.layer(),
        i.index(),
        i.fwids(),
        i.flags(),
        i.vendorInfo(),
        i.type(),
        i.flagsMask());
  }

  private static TcbInfo fwids(TcbInfo i, List<TcbInfo.Fwid> fwids) {
    return new TcbInfo(
        i.vendor(),
        i.model(),
        i.version(),
        i.svn(),
        i.layer(),
        i.index(),
        fwids,
        i.flags(),
        i.vendorInfo(),
        i.type(),
        i.flagsMask());
  }
}
