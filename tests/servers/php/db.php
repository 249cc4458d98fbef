<?php
/**
 * Drop-in: SQLite in place of MySQL, outside the plugins folder so that no test sees one plugin too many.
 */

define( 'DB_ENGINE', 'sqlite' );
require_once __DIR__ . '/sqlite-database-integration/wp-includes/sqlite/db.php';
