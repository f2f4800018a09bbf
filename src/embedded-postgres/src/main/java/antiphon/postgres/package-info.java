/**
 * The database a newcomer gets without asking: a data source that starts a real PostgreSQL at the first connection.
 *
 * <p>A library of the server, named in {@code database.xml}; no room imports it, and a production server leaves it out.
 * Only the binaries for Linux on amd64 come with it; elsewhere name an external PostgreSQL.
 */
@NullMarked
package antiphon.postgres;

import org.jspecify.annotations.NullMarked;
