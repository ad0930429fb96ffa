package org.seamreplay.series;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
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
import org.apache.james.mime4j.stream.RecursionMode;

/** Reads one message: its head, and the text of its parts with transfer encodings taken off. */
final class MailReader {
  private static final Pattern FIELD = Pattern.compile("[!-9;-~]{1,100}:([ \\t].*)?");

  /** One of these is in every mail, and in none of the descriptions that stand above diffs. */
  private static final Pattern OF_MAIL =
      Pattern.compile("(?i)(from|subject|date|message-id|description|author):([ \\t].*)?");

  private static final Pattern ID = Pattern.compile("<([^<>\\s]{1,500})>");
  private static final Set<String> PATCH_TYPES =
      Set.of("text/plain", "text/x-patch", "text/x-diff", "application/x-patch");

  private static final MimeConfig CONFIG =
      new MimeConfig.Builder()
          .setMaxLineLen(-1)
          .setMaxHeaderCount(SeriesLimits.FIELDS)
          .setMaxHeaderLen(SeriesLimits.FIELD)
          .setMaxContentLen(SeriesLimits.MAIL)
          .setMalformedHeaderStartsBody(true)
          .build();

  private final String where;
  private final List<MailText> texts = new ArrayList<>();
  private final List<MailText> files = new ArrayList<>();
  private final List<byte[]> attached = new ArrayList<>();
  private Optional<String> id = Optional.empty();
  private List<String> answered = List.of();
  private List<String> references = List.of();
  private String subject = "";
  private Optional<String> from = Optional.empty();
  private Optional<OffsetDateTime> date = Optional.empty();
  private boolean flowed;
  private boolean deleteBlank;
  private boolean patchName;
  private boolean attachment;
  private int depth;
  private int parts;

  private MailReader(String where) {
    this.where = where;
  }

  /** Whether a file starts with the head of a message: fields, and one that only mail has. */
  static boolean isMail(byte[] bytes) {
    boolean mail = false;
    int limit = Math.min(bytes.length, SeriesLimits.FIELD);
    for (int at = 0; at < limit; ) {
      int end = TextLine.endOfLine(bytes, at, limit);
      String line = TextLine.of(bytes, at, end).text().stripTrailing();
      boolean folded = at > 0 && (bytes[at] == ' ' || bytes[at] == '\t');
      if (line.isEmpty() || line.startsWith("Index: ") || line.startsWith("--- ")) {
        return mail;
      } else if (!folded && !FIELD.matcher(line).matches() && !(at > 0 && isEscaped(line))) {
        return false;
      }
      mail |= OF_MAIL.matcher(line).matches();
      at = end;
    }
    return mail;
  }

  /** A line that a mail system put among the fields; mail programs have let it pass for decades. */
  private static boolean isEscaped(String line) {
    return line.startsWith(">From ");
  }

  /**
   * Reads a message.
   *
   * @param bytes from the first header field on
   * @param where what to call it
   * @throws BadMail if it is larger, deeper or more broken than mail is
   */
  static Mail read(byte[] bytes, String where) throws BadMail {
    if (bytes.length > SeriesLimits.MAIL) {
      throw new BadMail("is larger than " + (SeriesLimits.MAIL >> 20) + " MB");
    }
    MailReader reader = new MailReader(where);
    byte[] lines = LineEnds.startsCrLf(bytes) ? LineEnds.withoutCr(bytes) : bytes;
    try {
      reader.parse(new ByteArrayInputStream(lines));
    } catch (MimeException | IOException e) {
      throw new BadMail("is broken: " + oneLine(e.getMessage()));
    } catch (RuntimeException e) {
      // The parser throws what it likes on some input: for one, on a boundary made of dashes.
      throw new BadMail("is broken: the parts cannot be told apart");
    }
    return reader.mail();
  }

  private static String oneLine(String message) {
    return message == null
        ? "no reason given"
        : Shown.cut(message.lines().findFirst().orElse("no reason given"));
  }

  private Mail mail() {
    List<String> ancestors = new ArrayList<>(answered);
    references.stream().filter(one -> !ancestors.contains(one)).forEach(ancestors::add);
    return new Mail(where, id, ancestors, subject, from, date, texts, files, attached);
  }

  private void parse(InputStream in) throws MimeException, IOException, BadMail {
    MimeTokenStream stream = new MimeTokenStream(CONFIG);
    // A message within the message is a part like others, so only multiparts nest.
    stream.setRecursionMode(RecursionMode.M_NO_RECURSE);
    stream.parse(in);
    for (EntityState state = stream.getState();
        state != EntityState.T_END_OF_STREAM;
        state = stream.next()) {
      switch (state) {
        case T_START_HEADER -> {
          flowed = false;
          deleteBlank = false;
          patchName = false;
          attachment = false;
        }
        case T_FIELD -> field(stream.getField());
        case T_START_MULTIPART -> enter();
        case T_END_MULTIPART -> depth--;
        case T_BODY -> body(stream);
        default -> {}
      }
    }
  }

  private void enter() throws BadMail {
    depth++;
    if (depth > SeriesLimits.DEPTH) {
      throw new BadMail("has parts nested deeper than " + SeriesLimits.DEPTH + " levels");
    }
  }

  private void field(Field field) {
    String name = field.getName().toLowerCase(Locale.ROOT);
    switch (name) {
      case "content-type" -> contentType(field);
      case "content-disposition" -> {
        patchName |= namesPatch(field.getBody());
        attachment = field.getBody().strip().toLowerCase(Locale.ROOT).startsWith("attachment");
      }
      default -> {
        if (depth == 0) {
          ofTheMail(name, field);
        }
      }
    }
  }

  private void ofTheMail(String name, Field field) {
    String text = Charsets.decoded(value(field), UTF_8);
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

  /** The messages that a field names; of more than a thread may have the last ones count. */
  private static List<String> ids(String text) {
    List<String> ids = new ArrayList<>();
    Matcher matcher = ID.matcher(text);
    while (matcher.find()) {
      ids.add(matcher.group(1));
    }
    return new ArrayList<>(
        ids.subList(Math.max(0, ids.size() - SeriesLimits.ANCESTORS), ids.size()));
  }

  private void contentType(Field field) {
    ContentTypeField type = ContentTypeFieldLenientImpl.PARSER.parse(field, DecodeMonitor.SILENT);
    flowed = "flowed".equalsIgnoreCase(type.getParameter("format"));
    deleteBlank = "yes".equalsIgnoreCase(type.getParameter("delsp"));
    patchName |= namesPatch(field.getBody());
  }

  /** Whether a field has a file name, in whatever way it is written, that ends as patches do. */
  private static boolean namesPatch(String field) {
    String lower = field.toLowerCase(Locale.ROOT);
    int name = lower.indexOf("name");
    return name >= 0 && (ends(lower, ".patch", name) || ends(lower, ".diff", name));
  }

  private static boolean ends(String text, String ending, int from) {
    for (int at = text.indexOf(ending, from); at >= 0; at = text.indexOf(ending, at + 1)) {
      int next = at + ending.length();
      if (next == text.length() || "\"'; \t\r\n?".indexOf(text.charAt(next)) >= 0) {
        return true;
      }
    }
    return false;
  }

  private void body(MimeTokenStream stream) throws IOException, BadMail {
    parts++;
    if (parts > SeriesLimits.PARTS) {
      throw new BadMail("has more than " + SeriesLimits.PARTS + " parts");
    }
    BodyDescriptor descriptor = stream.getBodyDescriptor();
    String type = descriptor.getMimeType();
    boolean message = type.equals("message/rfc822");
    if (!(PATCH_TYPES.contains(type) || patchName || message)) {
      return;
    }
    byte[] bytes = stream.getDecodedInputStream().readAllBytes();
    boolean quoted = "quoted-printable".equalsIgnoreCase(descriptor.getTransferEncoding());
    // The decoder ends lines with CR and LF. After that, a text in which all lines do is one that
    // came so; a patch of a file with such lines has heads without.
    byte[] lines = quoted ? LineEnds.withoutCr(bytes) : bytes;
    lines = LineEnds.allCrLf(lines) ? LineEnds.withoutCr(lines) : lines;
    boolean file = depth > 0 && (patchName || attachment || !type.equals("text/plain"));
    if (message || (file && (Mailbox.isMailbox(lines) || isMail(lines)))) {
      attached.add(lines);
      return;
    }
    lines = flowed ? Flowed.unfold(lines, deleteBlank) : lines;
    Charset charset =
        Optional.ofNullable(descriptor.getCharset()).flatMap(Charsets::named).orElse(UTF_8);
    if (!Charsets.keepsAscii(charset)) {
      lines = new String(lines, charset).getBytes(UTF_8);
      charset = UTF_8;
    }
    MailText text = new MailText(LineEnds.ended(ClearSigned.opened(lines)), charset);
    (file ? files : texts).add(text);
  }
}
