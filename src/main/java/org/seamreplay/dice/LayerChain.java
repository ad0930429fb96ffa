package org.seamreplay.dice;

import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.util.Arrays;

/**
 * The certificates from the test root down to the module, and the key of the module's layer.
 *
 * <p>The layers are this model's: a root and a sub-CA of the vendor, the device (layer 0), the
 * persistent loader (1), the module (2), and below it the quoting key (3). Which layers a
 * production platform has is not public.
 */
final class LayerChain {
  private static final String VENDOR = "TDX Model";
  private static final String PREFIX = "TDX Model ";

  private final ModuleIdentity module;
  private final X509CertificateHolder root;
  private final List<X509CertificateHolder> upper;
  private final byte[] moduleSecret;
  private final CertificateTemplate moduleTemplate;
  private final LayerKey moduleKey;

  LayerChain(Seeds seeds, LoaderIdentity loader, ModuleIdentity module) {
    this.module = module;
    byte[] uds = KeyDerivation.uniqueDeviceSecret(seeds);
    byte[] loaderSecret = KeyDerivation.loaderSecret(uds, loader);
    moduleSecret = KeyDerivation.moduleSecret(loaderSecret, module);

    LayerKey rootKey = rootKey(seeds);
    LayerKey subKey = new LayerKey(KeyDerivation.vendorSecret(seeds, "SUBCA"));
    LayerKey deviceKey = new LayerKey(uds);
    LayerKey loaderKey = new LayerKey(loaderSecret);
    moduleKey = new LayerKey(moduleSecret);

    CertificateTemplate sub = CertificateTemplate.authority(PREFIX + "DICE SubCA", 3);
    CertificateTemplate device = device(KeyDerivation.ueid(uds));
    CertificateTemplate loaderLayer = loader(loader);
    moduleTemplate = module(module);

    root = root(seeds);
    upper =
        List.of(
            moduleTemplate.sign(moduleKey, loaderLayer, loaderKey),
            loaderLayer.sign(loaderKey, device, deviceKey),
            device.sign(deviceKey, sub, subKey),
            sub.sign(subKey, rootTemplate(), rootKey));
  }

  /** The vendor's self-signed test root, the trust anchor; it is not part of a quote. */
  static X509CertificateHolder root(Seeds seeds) {
    LayerKey key = rootKey(seeds);
    return rootTemplate().sign(key, rootTemplate(), key);
  }

  X509CertificateHolder root() {
    return root;
  }

  /** Module, loader, device, sub-CA: from the quoting key's issuer towards the root. */
  List<X509CertificateHolder> upper() {
    return upper;
  }

  /** The key of a generation and its certificate, issued by the module's layer. */
  QuotingKey quotingKey(int generation) {
    LayerKey key =
        new LayerKey(KeyDerivation.quotingSecret(moduleSecret, generation, module.debug()));
    CertificateTemplate template =
        new CertificateTemplate(
            PREFIX + "L3 Quoting key",
            false,
            Optional.empty(),
            KeyUsage.digitalSignature,
            List.of(DiceOids.PURPOSE_ATTEST_LOC),
            Optional.empty(),
            Optional.of(
                TcbInfo.ofLayer(
                        VENDOR,
                        "Quoting extension",
                        module.svn(),
                        3,
                        KeyDerivation.quotingConfig(generation))
                    .withIndex(generation)
                    .withFlags(flags(module))));
    return new QuotingKey(generation, key, template.sign(key, moduleTemplate, moduleKey));
  }

  private static CertificateTemplate rootTemplate() {
    return CertificateTemplate.authority(PREFIX + "Root CA", 4);
  }

  private static LayerKey rootKey(Seeds seeds) {
    return new LayerKey(KeyDerivation.vendorSecret(seeds, "ROOT"));
  }

  private static CertificateTemplate device(byte[] ueid) {
    return new CertificateTemplate(
        PREFIX + "L0 DeviceID",
        true,
        Optional.of(2),
        KeyUsage.keyCertSign,
        List.of(DiceOids.PURPOSE_IDENTITY_INIT, DiceOids.PURPOSE_ATTEST_INIT, DiceOids.PURPOSE_ECA),
        Optional.of(ueid),
        Optional.empty());
  }

  private static CertificateTemplate loader(LoaderIdentity loader) {
    return layer(
        "L1 P-SEAMLDR",
        1,
        TcbInfo.ofLayer(VENDOR, "P-SEAMLDR", loader.svn(), 1, loader.digest())
            .withVersion(loader.version()));
  }

  private static CertificateTemplate module(ModuleIdentity module) {
    return layer(
        "L2 TDX module",
        0,
        TcbInfo.ofLayer(VENDOR, "TDX module", module.svn(), 2, module.mrSeam())
            .withVersion(module.version())
            .withFlags(flags(module))
            .withVendorInfo(vendorInfo(module)));
  }

  /** What layer 2's vendorInfo holds: 96 bytes, see {@link ModuleVendorInfo}. */
  private static byte[] vendorInfo(ModuleIdentity module) {
    return Arrays.concatenate(
        new byte[][] {
          module.mrSignerSeam(),
          module.seamAttributes(),
          module.teeTcbSvn(),
          module.teeTcbSvn2(),
          KeyDerivation.littleEndian(module.features())
        });
  }

  private static int flags(ModuleIdentity module) {
    return module.debug() ? TcbInfo.DEBUG | TcbInfo.FIXED_WIDTH : TcbInfo.FIXED_WIDTH;
  }

  private static CertificateTemplate layer(String name, int pathLength, TcbInfo info) {
    List<ASN1ObjectIdentifier> purposes =
        List.of(DiceOids.PURPOSE_ATTEST_LOC, DiceOids.PURPOSE_ECA);
    return new CertificateTemplate(
        PREFIX + name,
        true,
        Optional.of(pathLength),
        KeyUsage.keyCertSign,
        purposes,
        Optional.empty(),
        Optional.of(info));
  }
}
