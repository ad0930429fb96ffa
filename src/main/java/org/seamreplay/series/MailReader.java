package org.seamreplay.series;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.dom.field.ContentTypeField;
import org.apache.james.mime4j.field.ContentTypeFieldLenientImpl;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;

/** Reads one message: its head, and the text of its parts with transfer encodings taken off. */
final class MailReader {
  private static final Pattern FIRST_FIELD = Pattern.compile("[!-9;-~]{1,100}:([ \\t].*)?");
  private static final Pattern ID = Pattern.compile("<([^<>\\s]{1,500})>");
  private static final Pattern PATCH_NAME =
      Pattern.compile("(?i).*name\\*?=\"?[^\"]*\\.(patch|diff)\"?.*", Pattern.DOTALL);
  private static final Set<String> PATCH_TYPES =
      Set.of("text/plain", "text/x-patch", "text/x-diff", "application/x-patch");

  private static final MimeConfig CONFIG =
      new MimeConfig.Builder()
          .setMaxLineLen(-1)
          .setMaxHeaderCount(Limits.FIELDS)
          .setMaxHeaderLen(Limits.FIELD)
          .setMaxContentLen(Limits.MAIL)
          .setMalformedHeaderStartsBody(true)
          .build();

  private final String where;
  private final List<MailText> texts = new ArrayList<>();
  private Optional<String> id = Optional.empty();
  private List<String> answered = List.of();
  private List<String> references = List.of();
  private String subject = "";
  private Optional<String> from = Optional.empty();
  private Optional<OffsetDateTime> date = Optional.empty();
  private boolean flowed;
  private boolean deleteBlank;
  private boolean patchName;
  private int depth;
  private int nested;
  private int parts;

  private MailReader(String where) {
    this.where = where;
  }

  /** Whether a file starts like a message. */
  static boolean isMail(byte[] bytes) {
    int end = TextLine.endOfLine(bytes, 0, Math.min(bytes.length, 4096));
    String first = TextLine.of(bytes, 0, end).text().stripTrailing();
    return FIRST_FIELD.matcher(first).matches() && !first.startsWith("Index: ");
  }

  /**
   * Reads a message.
   *
   * @param bytes from the first header field on
   * @param where what to call it
   * @throws BadMail if it is larger, deeper or more broken than mail is
   */
  static Mail read(byte[] bytes, String where) throws BadMail {
    if (bytes.length > Limits.MAIL) {
      throw new BadMail("is larger than " + (Limits.MAIL >> 20) + " MB");
    }
    MailReader reader = new MailReader(where);
    byte[] lines = LineEnds.startsCrLf(bytes) ? LineEnds.withoutCr(bytes) : bytes;
    try {
      reader.parse(new ByteArrayInputStream(lines));
    } catch (MimeException | IOException e) {
      throw new BadMail("is broken: " + oneLine(e.getMessage()));
    }
    return reader.mail();
  }

  private static String oneLine(String message) {
    return message == null ? "no reason given" : message.lines().findFirst().orElse("");
  }

  private Mail mail() {
    List<String> ancestors = new ArrayList<>(answered);
    references.stream().filter(one -> !ancestors.contains(one)).forEach(ancestors::add);
    return new Mail(where, id, ancestors, subject, from, date, texts);
  }

  private void parse(InputStream in) throws MimeException, IOException, BadMail {
    MimeTokenStream stream = new MimeTokenStream(CONFIG);
    stream.parse(in);
    for (EntityState state = stream.getState();
        state != EntityState.T_END_OF_STREAM;
        state = stream.next()) {
      switch (state) {
        case T_START_HEADER -> {
          flowed = false;
          deleteBlank = false;
          patchName = false;
        }
        case T_FIELD -> field(stream.getField());
        case T_START_MULTIPART -> enter();
        case T_END_MULTIPART -> depth--;
        case T_START_MESSAGE -> nested++;
        case T_END_MESSAGE -> nested--;
        case T_BODY -> body(stream);
        default -> {}
      }
    }
  }

  private void enter() throws BadMail {
    depth++;
    if (depth > Limits.DEPTH) {
      throw new BadMail("has parts nested deeper than " + Limits.DEPTH + " levels");
    }
  }

  private void field(Field field) {
    String name = field.getName().toLowerCase(Locale.ROOT);
    switch (name) {
      case "content-type" -> contentType(field);
      case "content-disposition" -> patchName |= PATCH_NAME.matcher(field.getBody()).matches();
      default -> {
        if (depth == 0 && nested <= 1) {
          ofTheMail(name, field);
        }
      }
    }
  }

  private void ofTheMail(String name, Field field) {
    String text = HeaderText.text(value(field), UTF_8);
    switch (name) {
      case "subject", "description" -> {
        if (subject.isEmpty()) {
          subject = HeaderText.decode(text);
        }
      }
      case "from", "author" -> from = from.or(() -> Optional.of(HeaderText.decode(text)));
      case "date" -> date = date.or(() -> MailDate.of(text));
      case "message-id" -> id = id.or(() -> ids(text).stream().findFirst());
      case "in-reply-to" -> answered = ids(text);
      case "references" -> {
        List<String> nearestFirst = ids(text);
        Collections.reverse(nearestFirst);
        references = nearestFirst;
      }
      default -> {}
    }
  }

  /** The field's bytes behind the colon: the parser's own text has lost what is not ASCII. */
  private static byte[] value(Field field) {
    byte[] raw = field.getRaw().toByteArray();
    int colon = 0;
    while (colon < raw.length && raw[colon] != ':') {
      colon++;
    }
    return Arrays.copyOfRange(raw, Math.min(raw.length, colon + 1), raw.length);
  }

  private static List<String> ids(String text) {
    List<String> ids = new ArrayList<>();
    Matcher matcher = ID.matcher(text);
    while (matcher.find()) {
      ids.add(matcher.group(1));
    }
    return ids;
  }

  private void contentType(Field field) {
    ContentTypeField type = ContentTypeFieldLenientImpl.PARSER.parse(field, DecodeMonitor.SILENT);
    flowed = "flowed".equalsIgnoreCase(type.getParameter("format"));
    deleteBlank = "yes".equalsIgnoreCase(type.getParameter("delsp"));
    patchName |= PATCH_NAME.matcher(field.getBody()).matches();
  }

  private void body(MimeTokenStream stream) throws IOException, BadMail {
    parts++;
    if (parts > Limits.PARTS) {
      throw new BadMail("has more than " + Limits.PARTS + " parts");
    }
    BodyDescriptor descriptor = stream.getBodyDescriptor();
    String type = descriptor.getMimeType();
    if (nested > 1 || !(PATCH_TYPES.contains(type) || patchName)) {
      return;
    }
    byte[] bytes = stream.getDecodedInputStream().readAllBytes();
    boolean quoted = "quoted-printable".equalsIgnoreCase(descriptor.getTransferEncoding());
    // The decoder ends lines with CR and LF. After that, a text in which all lines do is one that
    // came so; a patch of a file with such lines has heads without.
    byte[] lines = quoted ? LineEnds.withoutCr(bytes) : bytes;
    lines = LineEnds.allCrLf(lines) ? LineEnds.withoutCr(lines) : lines;
    lines = flowed ? Flowed.unfold(lines, deleteBlank) : lines;
    texts.add(new MailText(LineEnds.ended(lines), charset(descriptor.getCharset())));
  }

  private static Charset charset(String name) {
    if (name == null) {
      return UTF_8;
    }
    try {
      return Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return UTF_8;
    }
  }
}
