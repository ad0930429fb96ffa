package org.seamreplay.report;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Schemas that reports are held against; none is fetched. */
final class Schemas {
  private Schemas() {}

  /** What of a document is not as the schema in the class path says. */
  static List<String> errors(String resource, SpecificationVersion version, String document)
      throws IOException {
    try (InputStream in = Schemas.class.getResourceAsStream(resource)) {
      Schema schema = SchemaRegistry.withDefaultDialect(version).getSchema(in, InputFormat.JSON);
      return schema.validate(document, InputFormat.JSON).stream().map(Error::toString).toList();
    }
  }
}
