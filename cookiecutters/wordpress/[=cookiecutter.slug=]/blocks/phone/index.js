/**
 * The block in the editor: its settings, and a still picture of the phone.
 *
 * Nothing here connects to a server or asks for a microphone. There is no build step: the editor's own libraries
 * are globals.
 */
( ( wp ) => {
	const { registerBlockType } = wp.blocks;
	const { InspectorControls, useBlockDisplayInformation, useBlockProps } = wp.blockEditor;
	const { PanelBody, Placeholder, TextControl, ToggleControl } = wp.components;
	const { createElement: el, Fragment } = wp.element;
	const { __, sprintf } = wp.i18n;

	// The editor's canvas does not load Dashicons.
	const icon = el(
		'svg',
		{ viewBox: '0 0 24 24', width: 24, height: 24, 'aria-hidden': true, focusable: false },
		el( 'path', { d: 'M6.6 10.8a15 15 0 0 0 6.6 6.6l2.2-2.2a1 1 0 0 1 1-.25 11.4 11.4 0 0 0 3.6.57 1 1 0 0 1 1 1V20a1 1 0 0 1-1 1A17 17 0 0 1 3 4a1 1 0 0 1 1-1h3.5a1 1 0 0 1 1 1 11.4 11.4 0 0 0 .57 3.6 1 1 0 0 1-.25 1z' } )
	);

	const toggle = ( { attributes, setAttributes }, name, label, help ) =>
		el( ToggleControl, {
			label,
			help,
			checked: attributes[ name ],
			onChange: ( value ) => setAttributes( { [ name ]: value } ),
			__nextHasNoMarginBottom: true,
		} );

	const settings = ( props ) =>
		el(
			PanelBody,
			{ title: __( 'Settings', '[= cookiecutter.slug =]' ) },
			el( TextControl, {
				label: __( 'Destination', '[= cookiecutter.slug =]' ),
				help: __( 'A SIP address such as helpdesk or helpdesk@example.org. Leave it empty to let people type one.', '[= cookiecutter.slug =]' ),
				value: props.attributes.destination,
				onChange: ( destination ) => props.setAttributes( { destination } ),
				__nextHasNoMarginBottom: true,
				__next40pxDefaultSize: true,
			} ),
			toggle( props, 'locked', __( 'Lock the destination', '[= cookiecutter.slug =]' ), __( 'People cannot type another one.', '[= cookiecutter.slug =]' ) ),
			toggle( props, 'video', __( 'Offer video calls', '[= cookiecutter.slug =]' ) ),
			toggle(
				props,
				'autostart',
				__( 'Connect at once', '[= cookiecutter.slug =]' ),
				__( 'Connects when the page opens instead of when somebody uses the phone.', '[= cookiecutter.slug =]' )
			)
		);

	const instructions = ( destination ) =>
		destination
			? /* translators: %s: SIP address. */
			  sprintf( __( 'Visitors see a phone here that calls %s.', '[= cookiecutter.slug =]' ), destination )
			: __( 'Visitors see a phone here.', '[= cookiecutter.slug =]' );

	const Edit = ( props ) => {
		const information = useBlockDisplayInformation( props.clientId );
		return el(
			Fragment,
			null,
			el( InspectorControls, null, settings( props ) ),
			el(
				'div',
				useBlockProps(),
				el( Placeholder, {
					icon,
					label: information ? information.title : '',
					instructions: instructions( props.attributes.destination ),
				} )
			)
		);
	};

	registerBlockType( '[= cookiecutter.slug =]/phone', { edit: Edit, save: () => null } );
} )( window.wp );
