/**
 * The directory and the caller card in the editor: still pictures of them.
 */
( ( wp ) => {
	const { registerBlockType } = wp.blocks;
	const { useBlockDisplayInformation, useBlockProps } = wp.blockEditor;
	const { Placeholder } = wp.components;
	const { createElement: el } = wp.element;

	const Edit = ( { clientId } ) => {
		const information = useBlockDisplayInformation( clientId );
		const { title = '', description = '' } = information || {};
		return el( 'div', useBlockProps(), el( Placeholder, { label: title, instructions: description } ) );
	};

	[ 'directory', 'caller' ].forEach( ( name ) =>
		registerBlockType( `[= cookiecutter.slug =]/${ name }`, { edit: Edit, save: () => null } )
	);
} )( window.wp );
