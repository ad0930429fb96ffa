package org.seamreplay.dice.issue;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.util.Arrays;
import org.seamreplay.dice.cbor.Hex;
import org.seamreplay.dice.cert.DiceOids;
import org.seamreplay.dice.cert.ModuleVendorInfo;
import org.seamreplay.dice.cert.P384;
import org.seamreplay.dice.cert.TcbInfo;

/**
 * The certificates from the test root down to the module, and the key of the module's layer.
 *
 * <p>The layers are this model's: a root and a sub-CA of the vendor, the device (layer 0), the
 * persistent loader (1), the module (2), and below it the quoting key (3). Which layers a
 * production platform has is not public.
 */
public final class LayerChain {
  private static final String VENDOR = "TDX Model";
  private static final String PREFIX = "TDX Model ";

  /**
   * Chains that were made before, by everything that goes into them. Equal input gives equal keys,
   * so a run over many scenarios signs each platform's certificates once.
   */
  private static final Map<String, LayerChain> MADE = new ConcurrentHashMap<>();

  private static final int KEPT = 64;

  private final Map<Integer, QuotingKey> quotingKeys = new ConcurrentHashMap<>();
  private final ModuleIdentity module;
  private final byte[] moduleSecret;
  private final Link moduleLink;
  private final X509CertificateHolder root;
  private final List<X509CertificateHolder> upper;

  /** A certificate to be and its key. */
  record Link(CertificateTemplate template, LayerKey key) {}

  /** The chain of a platform with its loader and module. */
  static LayerChain of(Seeds seeds, LoaderIdentity loader, ModuleIdentity module) {
    if (MADE.size() >= KEPT) {
      MADE.clear();
    }
    return MADE.computeIfAbsent(
        digest(seeds, loader, module), key -> new LayerChain(seeds, loader, module));
  }

  private static String digest(Seeds seeds, LoaderIdentity loader, ModuleIdentity module) {
    return Hex.of(
        P384.sha384(
            P384.sha384(seeds.master()),
            seeds.platformId(),
            P384.sha384(seeds.vendor()),
            P384.sha384(loader.version().getBytes(UTF_8)),
            new byte[] {(byte) loader.svn()},
            loader.digest(),
            loader.signer(),
            P384.sha384(module.version().getBytes(UTF_8)),
            vendorInfo(module),
            module.mrSeam(),
            new byte[] {(byte) (module.debug() ? 1 : 0)}));
  }

  private LayerChain(Seeds seeds, LoaderIdentity loader, ModuleIdentity module) {
    this.module = module;
    moduleSecret = moduleSecret(seeds, loader, module);
    List<Link> links = links(seeds, loader, module);
    moduleLink = links.get(links.size() - 1);
    root = root(seeds);
    List<X509CertificateHolder> certificates = new ArrayList<>();
    for (int i = links.size() - 1; i > 0; i--) {
      certificates.add(sign(links.get(i), links.get(i - 1)));
    }
    upper = List.copyOf(certificates);
  }

  /** The vendor's self-signed test root, the trust anchor; it is not part of a quote. */
  public static X509CertificateHolder root(Seeds seeds) {
    Link root = new Link(rootTemplate(), new LayerKey(KeyDerivation.vendorSecret(seeds, "ROOT")));
    return sign(root, root);
  }

  /** Root, sub-CA, device, loader, module. */
  static List<Link> links(Seeds seeds, LoaderIdentity loader, ModuleIdentity module) {
    byte[] uds = KeyDerivation.uniqueDeviceSecret(seeds);
    byte[] loaderSecret = KeyDerivation.loaderSecret(uds, loader);
    return List.of(
        new Link(rootTemplate(), new LayerKey(KeyDerivation.vendorSecret(seeds, "ROOT"))),
        new Link(
            CertificateTemplate.authority(PREFIX + "DICE SubCA", 3),
            new LayerKey(KeyDerivation.vendorSecret(seeds, "SUBCA"))),
        new Link(device(KeyDerivation.ueid(uds)), new LayerKey(uds)),
        new Link(loader(loader), new LayerKey(loaderSecret)),
        new Link(module(module), new LayerKey(KeyDerivation.moduleSecret(loaderSecret, module))));
  }

  /** The quoting key of a generation. */
  static Link quoting(Seeds seeds, LoaderIdentity loader, ModuleIdentity module, int generation) {
    return quoting(moduleSecret(seeds, loader, module), module, generation);
  }

  private static byte[] moduleSecret(Seeds seeds, LoaderIdentity loader, ModuleIdentity module) {
    byte[] uds = KeyDerivation.uniqueDeviceSecret(seeds);
    return KeyDerivation.moduleSecret(KeyDerivation.loaderSecret(uds, loader), module);
  }

  private static Link quoting(byte[] moduleSecret, ModuleIdentity module, int generation) {
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
    byte[] secret = KeyDerivation.quotingSecret(moduleSecret, generation, module.debug());
    return new Link(template, new LayerKey(secret));
  }

  private static X509CertificateHolder sign(Link subject, Link issuer) {
    return subject.template().sign(subject.key(), issuer.template(), issuer.key());
  }

  public X509CertificateHolder root() {
    return root;
  }

  /** Module, loader, device, sub-CA: from the quoting key's issuer towards the root. */
  List<X509CertificateHolder> upper() {
    return upper;
  }

  /** The key of a generation and its certificate, issued by the module's layer. */
  QuotingKey quotingKey(int generation) {
    if (quotingKeys.size() >= KEPT) {
      quotingKeys.clear();
    }
    return quotingKeys.computeIfAbsent(
        generation,
        number -> {
          Link link = quoting(moduleSecret, module, number);
          return new QuotingKey(number, link.key(), sign(link, moduleLink));
        });
  }

  private static CertificateTemplate rootTemplate() {
    return CertificateTemplate.authority(PREFIX + "Root CA", 4);
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
