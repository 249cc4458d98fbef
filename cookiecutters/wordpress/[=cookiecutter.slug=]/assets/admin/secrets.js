/**
 * Makes lines for wp-config.php with random secrets. They are made in the browser and sent nowhere.
 */
( () => {
	const secret = () =>
		Array.from( window.crypto.getRandomValues( new Uint8Array( 32 ) ), ( byte ) => byte.toString( 16 ).padStart( 2, '0' ) ).join( '' );

	for ( const place of document.querySelectorAll( '[data-generate]' ) ) {
		const line = place.querySelector( 'input' );
		place.hidden = false;
		place.querySelector( 'button' ).addEventListener( 'click', () => {
			line.value = `define( '${ place.dataset.generate }', '${ secret() }' );`;
			line.hidden = false;
			line.select();
		} );
	}
} )();
